import { Disposable, workspace } from 'vscode';
import { startedLanguages } from '../../../core/progress/progress';
import { say } from '../../ui/message';
import type { Parts } from '../parts';
import { words } from '../../words';
import { solutionKey, type Solution } from '../../course/solution';
import { isWorthwhile, updateOffer } from './update-offer';

/**
 * Looks for a newer version of an exercise's files when the learner turns to the exercise, or first checks it, and offers
 * it: once for each in this window, in a message that nobody has to answer.
 */
export function offerUpdates({ course, active, checker, log }: Parts): Disposable {
  const lookedAt = new Set<string>();
  const offered = new Set<string>();
  let turnedTo: string | undefined;

  async function look(solution: Solution): Promise<void> {
    const { exercise, language } = solution;
    const key = solutionKey(solution);
    if (!workspace.isTrusted || offered.has(key)) return;
    if (!startedLanguages(await course.progress(), exercise).includes(language)) return;
    lookedAt.add(key);
    const found = await (await course.app()).updates(await course.attempt(solution));
    if (!isWorthwhile(found) || offered.has(key)) return;
    offered.add(key);
    const { title } = (await course.exercise(exercise)).manifest;
    say(log, updateOffer(words.updates.offer(title, found), solution, false));
  }
  const lookQuietly = (solution: Solution): void =>
    log.quietly('look for a newer version of an exercise', look(solution));

  function turn(): void {
    const folder = course.folders.current();
    const solution = active.current && folder ? { ...active.current, folder } : undefined;
    const before = turnedTo;
    turnedTo = solution && solutionKey(solution);
    if (solution && turnedTo !== before) lookQuietly(solution);
  }

  return Disposable.from(
    active.onDidChange(turn),
    checker.onDidEnd(({ report, ...solution }) => {
      if (report && !lookedAt.has(solutionKey(solution))) lookQuietly(solution);
    }),
  );
}
