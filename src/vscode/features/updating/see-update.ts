import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { say } from '../../ui/message';
import { words } from '../../words';
import { showDifferences } from '../comparing/show-differences';
import { documentUri } from '../comparing/virtual-documents';
import type { Parts } from '../parts';
import { updateOffer } from './update-offer';

/** Shows the learner's files beside what an update would make of them, and then asks whether to do it. */
export async function seeUpdate(parts: Parts, target: Target): Promise<void> {
  const { app, attempt, exercise, solution } = await chooseSolution(parts, target);
  const { title } = exercise.manifest;
  const files = (await app.updates(attempt)).filter(({ kind }) => kind !== 'no-base');
  const pairs = files.map(({ path, kind }) => {
    const [at, right] = [uriIn(solution.folder, path), documentUri.updated(solution, path)];
    return kind === 'new' ? { at, right } : { at, left: at, right };
  });
  if (pairs.length > 0) await showDifferences(words.updates.compare(title), pairs);
  say(parts.log, updateOffer(words.updates.seen(title), solution, true));
}
