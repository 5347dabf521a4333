import { Disposable, workspace } from 'vscode';
import type { Language } from '../../../core/catalog/manifest';
import type { ActiveExercise } from '../../active-exercise';
import type { Course } from '../../course';
import type { Log } from '../../log';
import type { Checker } from './checker';

/** Gets ready for the next check while the learner works on an exercise, so that its answer comes at once. */
export function stayReady(course: Course, active: ActiveExercise, checker: Checker, log: Log): Disposable {
  async function prepare(language: Language): Promise<void> {
    if (workspace.isTrusted) (await course.app()).prepare(language);
  }
  const prepareQuietly = (language: Language): void =>
    log.quietly('get ready for a check', prepare(language));
  return Disposable.from(
    active.onDidChange(() => {
      if (active.current && !checker.isRunning()) prepareQuietly(active.current.language);
    }),
    checker.onDidEnd(({ language }) => prepareQuietly(language)),
  );
}
