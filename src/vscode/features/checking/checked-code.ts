import { createHash } from 'node:crypto';
import { workspace, type TextDocument, type WorkspaceFolder } from 'vscode';
import type { Folder } from '../../../core/ports';
import { sameText } from '../../../core/scaffold/same-text';
import type { DisposableLike } from '../../ui/disposable-like';
import { uriIn } from '../../course/file-uris';

/** The code of a solution at the beginning of a check, beside what the editor holds by now. */
export interface CheckedCode extends DisposableLike {
  /** Whether it was changed in the editor since, and not changed back. */
  readonly isEdited: boolean;
  /** Tells this code from any other. */
  readonly digest: string;
}

/** Remembers what these files say on disk, which is what a check judges. `onDidChange` hears when `isEdited` becomes another. */
export async function checkedCode(
  disk: Folder,
  folder: WorkspaceFolder,
  paths: readonly string[],
  onDidChange: () => void,
): Promise<CheckedCode> {
  const texts = new Map<string, string | undefined>();
  const readable = async (path: string): Promise<string | undefined> =>
    (await disk.kind(path)) === 'file' ? disk.read(path).catch(() => undefined) : undefined;
  for (const path of paths) texts.set(uriIn(folder, path).toString(), await readable(path));
  const edited = new Set<string>();

  function look(document: TextDocument): void {
    const file = document.uri.toString();
    if (!texts.has(file)) return;
    const wasEdited = edited.size > 0;
    if (sameText(document.getText(), texts.get(file) ?? '')) edited.delete(file);
    else edited.add(file);
    if (wasEdited !== edited.size > 0) onDidChange();
  }

  const edits = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) look(document);
  });
  // What was typed since the files were saved. A document that is not dirty may only wait to be read from disk again.
  for (const document of workspace.textDocuments) if (document.isDirty) look(document);
  return {
    digest: createHash('sha256')
      .update(JSON.stringify([...texts]))
      .digest('hex'),
    get isEdited() {
      return edited.size > 0;
    },
    dispose: () => void edits.dispose(),
  };
}
