import { Disposable } from 'vscode';
import { startedLanguages } from '../../../core/progress/progress';
import type { Solution } from '../../course/solution';
import type { Parts } from '../parts';

/** Brings back, once for each folder, what the last checks said before the window was reopened. */
export function restoreReports({ course, checker, log }: Parts): Disposable {
  const done = new Set<string>();

  async function restore(): Promise<void> {
    const folder = course.folders.current();
    if (!folder || done.has(folder.uri.toString())) return;
    done.add(folder.uri.toString());
    const progress = await course.progress();
    const { entries } = await course.catalog();
    const solutions = [...entries.keys()].flatMap((exercise) =>
      startedLanguages(progress, exercise).map((language): Solution => ({ exercise, language, folder })),
    );
    await checker.restore(solutions);
  }

  return Disposable.from(course.onDidChange(() => log.quietly('bring back the last results', restore())));
}
