import { Disposable, workspace } from 'vscode';
import type { Parts } from '../parts';
import type { Solution } from '../../course/solution';

/** Gets ready for the next check while the learner works on an exercise, so that its answer comes at once. */
export function stayReady({ course, active, checker, log }: Parts): Disposable {
  async function prepare(solution: Solution): Promise<void> {
    if (workspace.isTrusted) await (await course.app()).prepare(await course.attempt(solution));
  }
  const prepareQuietly = (solution: Solution): void =>
    log.quietly('get ready for a check', prepare(solution));

  function prepareActive(): void {
    const folder = course.folders.current();
    if (folder && active.current && !checker.isRunning()) prepareQuietly({ ...active.current, folder });
  }
  return Disposable.from(
    active.onDidChange(prepareActive),
    workspace.onDidSaveTextDocument(prepareActive),
    checker.onDidEnd(prepareQuietly),
  );
}
