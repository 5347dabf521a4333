import * as vscode from 'vscode';

/** The extension by its name: the publisher is the manifest's business. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const found = vscode.extensions.all.find(({ id }) => id.endsWith('.system-design-codealong'));
  if (!found) throw new Error('The extension is not loaded in this editor.');
  return found;
}
