import { window, workspace, type Memento, type WorkspaceFolder } from 'vscode';
import { Dismissed, Refusal } from '../ui/refusal';
import { words } from '../words';

const rememberedKey = 'codealong.courseFolder';

/** Which of the open folders the learner's code and progress live in. */
export interface CourseFolders {
  /** The folder, when there is no need to ask: the only one open, or the one chosen before. */
  current(): WorkspaceFolder | undefined;
  /** The folder, asking when several are open and none was chosen. Refused when none is open. */
  required(): Promise<WorkspaceFolder>;
  /** Asks, and remembers the answer for this workspace. */
  choose(): Promise<WorkspaceFolder>;
}

export function courseFolders(memory: Memento): CourseFolders {
  const candidates = (): readonly WorkspaceFolder[] =>
    (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');

  function current(): WorkspaceFolder | undefined {
    const [first, ...others] = candidates();
    if (others.length === 0) return first;
    const remembered = memory.get<string>(rememberedKey);
    return candidates().find((folder) => folder.uri.toString() === remembered);
  }

  async function choose(): Promise<WorkspaceFolder> {
    refuseWithoutFolder(candidates());
    const items = candidates().map((folder) => ({
      label: folder.name,
      description: folder.uri.fsPath,
      folder,
    }));
    const { title, placeHolder } = words.chooseFolder;
    const picked = await window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
    if (!picked) throw new Dismissed();
    await memory.update(rememberedKey, picked.folder.uri.toString());
    return picked.folder;
  }

  return { current, choose, required: async () => current() ?? choose() };
}

function refuseWithoutFolder(candidates: readonly WorkspaceFolder[]): void {
  if (candidates.length > 0) return;
  if (workspace.workspaceFolders?.length) throw new Refusal('not-on-disk', words.refusals.notOnDisk);
  throw new Refusal('no-folder', words.refusals.noFolder);
}
