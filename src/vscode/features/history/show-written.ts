import { setTimeout } from 'node:timers/promises';
import { commands, TabInputText, window, workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import type { Folder } from '../../../core/ports';
import { sameText } from '../../../core/scaffold/same-text';
import { uriIn } from '../../course/file-uris';

const patienceMs = 1000;
const pauseMs = 50;

/**
 * Has the open editors show what was just written to their files. Their watcher does so as a rule, but it can miss a write to
 * a folder that is new or left out of watching. The old text would stay, and be saved over the new.
 */
export async function showWritten(
  folder: WorkspaceFolder,
  disk: Folder,
  paths: readonly string[],
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let stale = await staleDocuments(folder, disk, paths);
  while (stale.length > 0 && Date.now() < deadline) {
    await setTimeout(pauseMs);
    stale = await staleDocuments(folder, disk, paths);
  }
  const before = window.activeTextEditor;
  for (const document of stale) await readAgain(document);
  if (stale.length > 0 && before !== undefined) {
    await window.showTextDocument(before.document, before.viewColumn);
  }
}

/** Documents that show something else than the disk holds. Those with unsaved edits are the learner's to decide on. */
async function staleDocuments(
  folder: WorkspaceFolder,
  disk: Folder,
  paths: readonly string[],
): Promise<readonly TextDocument[]> {
  const stale: TextDocument[] = [];
  for (const path of paths) {
    const uri = uriIn(folder, path).toString();
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
    if (document === undefined || document.isDirty) continue;
    if ((await disk.kind(path)) === 'file' && !sameText(document.getText(), await disk.read(path))) {
      stale.push(document);
    }
  }
  return stale;
}

/** Only the active editor can be told to read its file again. A document in no tab is read again when it is opened. */
async function readAgain(document: TextDocument): Promise<void> {
  const uri = document.uri.toString();
  for (const { viewColumn, tabs } of window.tabGroups.all) {
    if (!tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri)) continue;
    await window.showTextDocument(document, { viewColumn, preview: false });
    await commands.executeCommand('workbench.action.files.revert');
    return;
  }
}
