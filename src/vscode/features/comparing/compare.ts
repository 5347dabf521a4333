import type { Folder } from '../../../core/ports';
import { learnerFiles } from '../../../core/catalog/catalog';
import { CodealongError } from '../../../core/errors';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import type { VirtualDocuments } from './virtual-documents';
import { words } from '../../words';
import { showDifferences } from './show-differences';

type Side = 'starter' | 'reference';

/** Shows the learner's files beside the starter or the reference. The reference is refused until the exercise is solved. */
export function compareWith(
  side: Side,
  course: Course,
  language: LanguageChoice,
  documents: VirtualDocuments,
) {
  return async (target: Target): Promise<void> => {
    const { app, exercise, solution, attempt } = await chooseSolution(course, language, target);
    const { title } = exercise.manifest;
    if (side === 'reference') await app.reference(attempt);
    const paths = await filesThere(attempt.folder, learnerFiles(exercise, solution.language));
    if (paths.length === 0) throw new CodealongError('not-started', words.refusals.nothingToCompare(title));
    const pairs = paths.map((path) => {
      const own = uriIn(solution.folder, path);
      return { at: own, left: documents[side](solution, path), right: own };
    });
    await showDifferences(words.compare[side](title), pairs);
  };
}

async function filesThere(folder: Folder, paths: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(paths.map((path) => folder.kind(path)));
  return paths.filter((_, index) => kinds[index] === 'file');
}
