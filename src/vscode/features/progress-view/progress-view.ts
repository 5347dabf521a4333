import { Disposable, EventEmitter, window, workspace, type TreeDataProvider } from 'vscode';
import { startedLanguages } from '../../../core/progress/progress';
import type { Parts } from '../parts';
import { childrenOf, progressNodes, type Attempts, type ProgressNode } from './nodes';
import { progressItem } from './tree-items';

/** The Progress view: how much of the course is solved, and the latest attempts at the exercise that is looked at. */
export function progressView({ course, active, log }: Parts): Disposable {
  const changes = new EventEmitter<void>();

  async function attempts(): Promise<Attempts | undefined> {
    const { last: lookedAt } = active;
    const folder = course.folders.current();
    if (!folder || !lookedAt || !workspace.isTrusted) return undefined;
    const { exercise, language } = lookedAt;
    const entry = (await course.catalog()).entries.get(exercise);
    if (!entry || !startedLanguages(await course.progress(), exercise).includes(language)) return undefined;
    const kept = await (await course.app()).history(await course.attempt({ folder, exercise, language }));
    return { exercise, language, title: entry.title, ...kept };
  }

  async function roots(): Promise<readonly ProgressNode[]> {
    if (!course.folders.current()) return [];
    try {
      const [catalog, progress] = [await course.catalog(), await course.progress()];
      return progressNodes({ catalog, progress, attempts: await attempts() });
    } catch (error) {
      // The Exercises view above says so in words.
      log.failure('show the progress', error);
      return [];
    }
  }

  const provider: TreeDataProvider<ProgressNode> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: progressItem,
    getChildren: async (node) => [...(node ? childrenOf(node) : await roots())],
  };
  const look = (): void => changes.fire();
  return Disposable.from(
    changes,
    window.createTreeView('codealong.progress', { treeDataProvider: provider }),
    course.onDidChange(look),
    active.onDidChange(look),
    workspace.onDidGrantWorkspaceTrust(look),
  );
}
