import type { FileUpdate } from '../../../core/history/updates';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { buttonFor, say, type Message } from '../../ui/message';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import type { Solution } from '../../course/solution';

const { buttons } = words;

/** Whether an update would change anything: files whose origin is not known are left alone. */
export function isWorthwhile(updates: readonly FileUpdate[]): boolean {
  return updates.some(({ kind }) => kind !== 'no-base');
}

/** Tells of a newer version of an exercise's files, and what can be done about it. Nothing is done without an answer. */
export function updateOffer(text: string, solution: Solution, isSeen: boolean): Message {
  const see = buttonFor(buttons.seeChanges, 'codealong.seeUpdate', solution);
  const merge = buttonFor(buttons.update, 'codealong.applyUpdate', solution);
  const later = { title: buttons.notNow };
  return { text, buttons: isSeen ? [merge, later] : [see, merge, later] };
}

/** Looks for a newer version when the learner asks for it, and offers it. */
export function updateCommand(course: Course, language: LanguageChoice, log: Log) {
  return async (target: Target): Promise<readonly FileUpdate[]> => {
    const { app, attempt, exercise, solution } = await chooseSolution(course, language, target);
    const found = await app.updates(attempt);
    const { title } = exercise.manifest;
    const message = isWorthwhile(found)
      ? updateOffer(words.updates.offer(title, found), solution, false)
      : { text: words.updates.nothing(title, found) };
    say(log, message);
    return found;
  };
}
