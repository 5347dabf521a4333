import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { learner } from './learner';
import { until } from './until';

/**
 * Opens a file of the learner's folder, showing the text that it has on disk. An editor that is open already learns of a
 * change from the system's file events, of which a busy machine may lose one; so it is told to read again.
 */
export async function openFile(file: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(learner.uri(file));
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
  await until(async () => {
    if (document.getText() === learner.read(file)) return;
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), learner.read(file));
  });
  return document;
}

/** Types over everything in a file, and does not save it. */
export async function typeOver(file: string, text: string): Promise<vscode.TextDocument> {
  const document = await openFile(file);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  await edit((changes) => changes.replace(document.uri, everything, text));
  return document;
}

export async function edit(change: (changes: vscode.WorkspaceEdit) => void): Promise<void> {
  const changes = new vscode.WorkspaceEdit();
  change(changes);
  assert.ok(await vscode.workspace.applyEdit(changes), 'the edit was refused');
}

/** Leaves no editor open, and what was typed and not saved forgotten. */
export async function closeEditors(): Promise<void> {
  for (const tab of allTabs().filter(({ isDirty }) => isDirty)) {
    if (!(tab.input instanceof vscode.TabInputText)) continue;
    await vscode.window.showTextDocument(tab.input.uri, { viewColumn: tab.group.viewColumn });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until(() =>
    assert.deepEqual(
      allTabs().map(({ label }) => label),
      [],
    ),
  );
}

/** Waits for a Markdown preview whose title matches. */
export function previewOf(title: RegExp): Promise<vscode.Tab> {
  return pageOf('markdown.preview', title);
}

/** Waits for the page of the brief whose title matches. */
export function briefOf(title: RegExp): Promise<vscode.Tab> {
  return pageOf('codealong.brief', title);
}

function pageOf(viewType: string, title: RegExp): Promise<vscode.Tab> {
  return until(() => {
    const pages = allTabs().filter(({ input }) => {
      return input instanceof vscode.TabInputWebview && input.viewType.includes(viewType);
    });
    const found = pages.find(({ label }) => title.test(label));
    assert.ok(found, `open pages: ${pages.map(({ label }) => label).join(', ')}`);
    return found;
  });
}

/** Waits for a comparison in the active editor, and returns both sides. */
export function comparison(): Promise<vscode.TabInputTextDiff> {
  return until(() => {
    const { label, input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff, `the active editor is ${label ?? 'none'}`);
    return input;
  });
}

/** Waits for a comparison of several files in the active editor. The API of this VS Code knows of it only by its title. */
export function severalComparisons(title: RegExp): Promise<void> {
  return until(() => {
    const { label = 'none', input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.match(label, title);
    assert.ok(!(input instanceof vscode.TabInputTextDiff), 'it shows one file');
  });
}

/** What a file or a virtual document says, as an editor would show it. */
export async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

export function openTextFiles(): string[] {
  const inputs = allTabs().map(({ input }) => input);
  return inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
}

function allTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}
