import { commands, type Uri } from 'vscode';

/** A file on both sides of a comparison; a side that does not have it is left out. */
export interface Pair {
  /** Where the file belongs in the learner's folder. */
  readonly at: Uri;
  readonly left?: Uri;
  readonly right?: Uri;
}

/** Shows pairs of files in the editor's own comparison: side by side for one file, as a list for several. */
export async function showDifferences(title: string, pairs: readonly Pair[]): Promise<void> {
  const [first, ...others] = pairs;
  if (others.length === 0 && first?.left && first.right) {
    await commands.executeCommand('vscode.diff', first.left, first.right, title);
    return;
  }
  const resources = pairs.map(({ at, left, right }) => [at, left, right]);
  await commands.executeCommand('vscode.changes', title, resources);
}
