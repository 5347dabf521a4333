import { commands } from 'vscode';
import { walkthroughId } from '../../commands/walkthrough-id';
import type { Parts } from '../parts';

/** Shows how it works, step by step, in whatever state the editor is. */
export async function showWalkthrough({ context }: Pick<Parts, 'context'>): Promise<void> {
  const id = `${context.extension.id}#${walkthroughId}`;
  await commands.executeCommand('workbench.action.openWalkthrough', id, false);
}
