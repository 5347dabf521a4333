import { commands, window } from 'vscode';
import type { CommandId } from '../commands/command-ids';
import type { Target } from '../commands/target';
import type { Log } from './log';

/** A button: what it says, and the command behind it, ours or the editor's own. One without a command only closes the message. */
export interface Button {
  readonly title: string;
  readonly command?: CommandId | (string & {});
  readonly arguments?: readonly unknown[];
}

export interface Message {
  /** `information` unless said. */
  readonly severity?: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly buttons?: readonly Button[];
}

/** A button for a command of ours. Without a target, the command is about the exercise that the learner looks at. */
export function buttonFor(title: string, command: CommandId, target?: Target): Button {
  return { title, command, arguments: target ? [target] : [] };
}

/** Shows a message and does what its button says. Nobody waits for an answer: a message may stay for hours. */
export function say(log: Log, message: Message): void {
  log.quietly('show a message', showMessage(message));
}

async function showMessage({ severity = 'information', text, buttons = [] }: Message): Promise<void> {
  const show = {
    information: () => window.showInformationMessage(text, ...buttons),
    warning: () => window.showWarningMessage(text, ...buttons),
    error: () => window.showErrorMessage(text, ...buttons),
  };
  const chosen = await show[severity]();
  if (chosen?.command) await commands.executeCommand(chosen.command, ...(chosen.arguments ?? []));
}
