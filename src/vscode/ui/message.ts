import { commands, window } from 'vscode';
import type { CommandId } from '../commands/command-ids';

/** A command of ours, or one of the editor's own. */
export type ButtonCommand = CommandId | (string & {});

/** A button: what it says, and the command behind it. One without a command only closes the message. */
export interface Button {
  readonly title: string;
  readonly command?: ButtonCommand;
  readonly arguments?: readonly unknown[];
}

export interface Message {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly buttons: readonly Button[];
}

/** Shows a message and does what its button says. Settles when the message is gone: seldom worth waiting for. */
export async function showMessage({ severity, text, buttons }: Message): Promise<void> {
  const show = {
    information: () => window.showInformationMessage(text, ...buttons),
    warning: () => window.showWarningMessage(text, ...buttons),
    error: () => window.showErrorMessage(text, ...buttons),
  };
  const chosen = await show[severity]();
  if (chosen?.command) await commands.executeCommand(chosen.command, ...(chosen.arguments ?? []));
}
