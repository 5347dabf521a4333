import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ProcessTree } from '../../../../src/node/tree/process-tree';
import { processTable } from '../../../../src/node/tree/process-table';

interface Frame {
  readonly id: number;
  readonly source: { readonly path: string };
  readonly line: number;
  /** `subtle` where the editor shows a frame, but does not go there. */
  readonly presentationHint?: string;
}

/** A program that stands still. */
export interface Stop {
  /** The place that the editor goes to; the line counts from 0. */
  readonly place: { readonly path: string; readonly line: number };
  /** Its process, and what that started. */
  readonly processes: ProcessTree;
}

/** What the debugger knows of a thread that has stopped. */
export async function stopOf(session: vscode.DebugSession, threadId: number | undefined): Promise<Stop> {
  const { stackFrames } = await ask<{ stackFrames: Frame[] }>(session, 'stackTrace', {
    threadId,
    levels: 20,
  });
  const top = stackFrames.find(({ presentationHint: hint }) => hint !== 'subtle' && hint !== 'deemphasize');
  assert.ok(top, 'the program stopped nowhere');
  // On a server the debugger names files by their remote address.
  const { path } = vscode.Uri.parse(top.source.path);
  return { place: { path, line: top.line - 1 }, processes: await processesOf(session, top.id) };
}

async function processesOf(session: vscode.DebugSession, frameId: number): Promise<ProcessTree> {
  const question = { expression: 'process.pid', context: 'repl', frameId };
  const { result } = await ask<{ result: string }>(session, 'evaluate', question);
  const tree = new ProcessTree(Number(result));
  assert.notDeepEqual(tree.membersIn(await processTable()), [], 'the program has no process');
  return tree;
}

async function ask<T>(session: vscode.DebugSession, command: string, question: object): Promise<T> {
  return (await session.customRequest(command, question)) as T;
}
