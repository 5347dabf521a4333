import { Disposable, EventEmitter, window, type TreeDataProvider } from 'vscode';
import type { AtHand } from '../../../core/progress/what-next';
import { lastWorkedOn, nextExercise } from '../../../core/progress/what-next';
import { isSolved, startedLanguages, type Progress } from '../../../core/progress/progress';
import { chosenPath } from '../../course/chosen-path';
import type { Parts } from '../parts';
import { childrenOf, nowNodes, type AtHandShown, type NowNode } from './nodes';
import { nowItem } from './tree-items';

/** The Now view: the exercise at hand, how far it is, and what one can do; or where to start. */
export function nowView({ context, course, active, checker, log }: Parts): Disposable {
  const changes = new EventEmitter<void>();

  async function roots(): Promise<readonly NowNode[]> {
    if (!course.folders.current()) return [];
    try {
      const catalog = await course.catalog();
      const progress = await course.progress();
      const work = await atWork(progress);
      const atHand = work && (await shownOf(work, progress));
      const path = chosenPath(context.workspaceState, catalog.course);
      return nowNodes({ atHand, next: nextExercise(catalog, progress, path, work?.exercise) });
    } catch (error) {
      // The Exercises view tells of it.
      log.failure('say what to do now', error);
      return [];
    }
  }

  /** What the editor shows, where it was started; else what was worked on last. */
  async function atWork(progress: Progress): Promise<AtHand | undefined> {
    const { last: lookedAt } = active;
    const isStarted = lookedAt && startedLanguages(progress, lookedAt.exercise).includes(lookedAt.language);
    return isStarted ? lookedAt : lastWorkedOn(await course.catalog(), progress);
  }

  async function shownOf({ exercise, language }: AtHand, progress: Progress): Promise<AtHandShown> {
    const folder = course.folders.current();
    return {
      exercise: await course.exercise(exercise),
      language,
      report: folder && checker.latest({ exercise, language, folder }),
      hints: progress.exercises[exercise]?.hints ?? 0,
      causes: progress.exercises[exercise]?.causes?.length ?? 0,
      isSolved: isSolved(progress, exercise, language),
    };
  }

  const provider: TreeDataProvider<NowNode> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: nowItem,
    getChildren: async (node) => [...(node ? childrenOf(node) : await roots())],
  };
  const refresh = (): void => changes.fire();
  return Disposable.from(
    changes,
    window.createTreeView('codealong.now', { treeDataProvider: provider }),
    course.onDidChange(refresh),
    active.onDidChange(refresh),
    checker.onDidRestore(refresh),
    checker.onDidForget(refresh),
  );
}
