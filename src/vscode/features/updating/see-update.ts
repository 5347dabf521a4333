import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import type { VirtualDocuments } from '../comparing/virtual-documents';
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
    say(log, updateOffer(words.updates.seen(title), solution, true));
  };
}
