import { window } from 'vscode';
import { learnerFiles } from '../../../core/catalog/catalog';
import { CodealongError, isCodealongError } from '../../../core/errors';
import type { Folder } from '../../../core/ports';
import type { Target } from '../../commands/target';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { showModelAnswer } from './model-answer';
import { showDifferences } from './show-differences';
import { documentUri } from './virtual-documents';

/** Shows the learner's files beside the starter. */
export async function compareWithStarter(parts: Parts, target: Target): Promise<void> {
  await compare(await chooseSolution(parts, target), 'starter');
}

/** Shows the learner's files beside the reference, and a design beside its model answer. Refused until the exercise is solved or every hint was shown. */
export async function compareWithReference(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  await openReference(parts, chosen);
  if (chosen.exercise.manifest.design) await showModelAnswer(parts, chosen);
  else await compare(chosen, 'reference');
}

/** After the last hint the reference can be had for the asking, and the learner hears first what that means. */
async function openReference({ course }: Parts, { app, attempt, exercise }: Chosen): Promise<void> {
  try {
    await app.reference(attempt);
  } catch (error) {
    if (!isCodealongError(error) || error.code !== 'hints-shown') throw error;
    const { question, detail, confirm } = words.revealReference;
    const text = question(exercise.manifest.title);
    const answer = await window.showWarningMessage(text, { modal: true, detail }, confirm);
    if (answer !== confirm) throw new Dismissed();
    await app.revealReference(attempt);
    course.changed();
  }
}

async function compare({ exercise, solution, attempt }: Chosen, to: 'starter' | 'reference'): Promise<void> {
  const { title } = exercise.manifest;
  const paths = await filesThere(attempt.folder, learnerFiles(exercise, solution.language));
  if (paths.length === 0) throw new CodealongError('not-started', words.refusals.nothingToCompare(title));
  const pairs = paths.map((path) => {
    const own = uriIn(solution.folder, path);
    return { at: own, left: documentUri[to](solution, path), right: own };
  });
  await showDifferences(words.compare[to](title), pairs);
}

async function filesThere(folder: Folder, paths: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(paths.map((path) => folder.kind(path)));
  return paths.filter((_, index) => kinds[index] === 'file');
}
