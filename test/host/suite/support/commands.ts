import * as vscode from 'vscode';
import type { CheckReport } from '../../../../src/core/check/report';
import type { HintText } from '../../../../src/core/hints/ladder';
import type { ResetReport } from '../../../../src/core/history/reset';
import type { ScaffoldReport } from '../../../../src/core/scaffold/scaffold';
import type { CommandId } from '../../../../src/vscode/commands/command-ids';

type Target = string | { readonly exercise: string; readonly language?: string };

/** Runs a command of the extension. Undefined when it was refused, or has nothing to tell. */
export function run<T>(command: CommandId, argument?: unknown): Thenable<T | undefined> {
  return vscode.commands.executeCommand<T | undefined>(command, argument);
}

export const start = (target: Target) => run<ScaffoldReport>('codealong.start', target);
export const check = (target: Target) => run<CheckReport>('codealong.check', target);
export const hint = (target: Target) => run<HintText>('codealong.hint', target);
export const reset = (target: Target) => run<ResetReport>('codealong.reset', target);
