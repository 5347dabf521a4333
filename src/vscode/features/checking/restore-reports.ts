import { Disposable } from 'vscode';
import { startedLanguages } from '../../../core/progress/progress';
import type { Solution } from '../../course/solution';
import type { Parts } from '../parts';

/** Brings back, once in a window, what the last checks said before it was opened anew. */
export function restoreReports({ course, checker, log }: Parts): Disposable {
  let isDone = false;

  async function restore(): Promise<void> {
    const folder = course.folders.current();
    if (!folder) return;
    isDone = true;
    const progress = await course.progress();
    const { entries } = await course.catalog();
    const solutions = [...entries.keys()].flatMap((exercise) =>
      startedLanguages(progress, exercise).map((language): Solution => ({ exercise, language, folder })),
    );
    await checker.restore(solutions);
  }

  return Disposable.from(
    course.onDidChange(() => {
      if (!isDone) log.quietly('bring back the last results', restore());
    }),
  );
}
