import type { LanguageChoice } from '../../choose-language';
import { chooseSolution } from '../../choose-solution';
import type { Course } from '../../course';
import type { Log } from '../../log';
import { showMessage } from '../../message';
import { uriIn } from '../../places';
import type { Target } from '../../target';
import type { VirtualDocuments } from '../../virtual-documents';
import { words } from '../../words';
import { showDifferences } from '../comparing/show-differences';
import { updateOffer } from './update';

/** Shows the learner's files beside what an update would make of them, and then asks whether to do it. */
export function seeUpdate(course: Course, language: LanguageChoice, documents: VirtualDocuments, log: Log) {
  return async (target: Target): Promise<void> => {
    const { app, attempt, exercise, solution } = await chooseSolution(course, language, target);
    const { title } = exercise.manifest;
    const files = (await app.updates(attempt)).filter(({ kind }) => kind !== 'no-base');
    const pairs = files.map(({ path, kind }) => {
      const [at, right] = [uriIn(solution.folder, path), documents.updated(solution, path)];
      return kind === 'new' ? { at, right } : { at, left: at, right };
    });
    if (pairs.length > 0) await showDifferences(words.updates.compare(title), pairs);
    const message = updateOffer(words.updates.seen(title), solution, true);
    log.quietly('show a message', showMessage(message));
  };
}
