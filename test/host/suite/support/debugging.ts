import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProcessTree } from '../../../../src/node/tree/process-tree';
import { processTable } from '../../../../src/node/tree/process-table';
import { stopOf, type Stop } from './debug-stop';
import { until } from './until';

interface AdapterMessage {
  readonly type: string;
  readonly event?: string;
  readonly command?: string;
  readonly body?: { readonly output?: string; readonly threadId?: number };
}

/** A debug session as its adapter tells of it. */
export interface Debugging {
  /** Waits until the program stops, and gives the place. From then on the editor's own commands act on this program. */
  stopped(): Promise<Stop['place']>;
  /** Lets the program that stopped run to its end. */
  runOn(): Promise<void>;
  /** Waits until the program has printed something that matches. */
  printed(text: RegExp): Promise<void>;
  /** Waits until every session is over and no process is left of a program that stopped. */
  ended(): Promise<void>;
  /** What the sessions were started with, the last one first. */
  readonly configurations: readonly vscode.DebugConfiguration[];
}

/** Listens to the debugger during each test of the suite that calls this. Leaves no session and no breakpoint. */
export function useDebugging(): Debugging {
  const heard: { readonly session: vscode.DebugSession; readonly message: AdapterMessage }[] = [];
  const configurations: vscode.DebugConfiguration[] = [];
  const programs: ProcessTree[] = [];
  // `activeDebugSession` would not do: when two sessions end at once, the editor may name one of them for good.
  const open = new Set<string>();
  const listening: vscode.Disposable[] = [];

  const ended = () =>
    until(async () => {
      assert.equal(open.size, 0, 'a debug session is open');
      const table = await processTable();
      assert.deepEqual(
        programs.flatMap((program) => program.membersIn(table)),
        [],
      );
    });

  before(() => {
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage: (message: AdapterMessage) => void heard.push({ session, message }),
      }),
    });
    const starts = vscode.debug.onDidStartDebugSession(({ id, configuration }) => {
      open.add(id);
      configurations.unshift(configuration);
    });
    const ends = vscode.debug.onDidTerminateDebugSession(({ id }) => open.delete(id));
    listening.push(tracker, starts, ends);
  });
  beforeEach(() => void (heard.length = configurations.length = programs.length = 0));
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    await ended();
  });
  after(() => {
    for (const one of listening) one.dispose();
  });

  return {
    configurations,
    ended,
    stopped: async () => {
      const { session, message } = await until(() => {
        const found = heard.find((one) => one.message.event === 'stopped');
        assert.ok(found, 'the program did not stop');
        return found;
      });
      await until(() => assert.equal(vscode.debug.activeStackItem?.session.id, session.id));
      const { place, processes } = await stopOf(session, message.body?.threadId);
      programs.push(processes);
      return place;
    },
    runOn: async () => {
      const already = heard.length;
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      // The program may pass the same line again: it must not run before its adapter knows of no breakpoint.
      await until(() => {
        const later = heard.slice(already).map(({ message }) => message);
        assert.ok(later.some(({ type, command }) => type === 'response' && command === 'setBreakpoints'));
      });
      await vscode.commands.executeCommand('workbench.action.debug.continue');
    },
    printed: async (text) => {
      await until(() => {
        const all = heard.map(({ message }) =>
          message.event === 'output' ? (message.body?.output ?? '') : '',
        );
        assert.match(all.join(''), text);
      });
    },
  };
}
