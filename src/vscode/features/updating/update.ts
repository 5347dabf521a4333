import type { FileUpdate } from '../../../core/history/updates';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { isWorthwhile, updateOffer } from './update-offer';

/** Looks for a newer version when the learner asks for it, and offers it. */
export async function update(parts: Parts, target: Target): Promise<readonly FileUpdate[]> {
  const { app, attempt, exercise, solution } = await chooseSolution(parts, target);
  const found = await app.updates(attempt);
  const { title } = exercise.manifest;
  const message = isWorthwhile(found)
    ? updateOffer(words.updates.offer(title, found), solution, false)
    : { text: words.updates.nothing(title, found) };
  say(parts.log, message);
  return found;
}
