import { commands, type Uri, type WorkspaceFolder } from 'vscode';
import { learnerFiles, type Exercise } from '../../../core/catalog/catalog';
import type { Language } from '../../../core/catalog/manifest';
import { CodealongError } from '../../../core/errors';
import type { LanguageChoice } from '../../choose-language';
import type { Course } from '../../course';
import { uriIn } from '../../places';
import type { Target } from '../../target';
import type { VirtualDocuments } from '../../virtual-documents';
import { words } from '../../words';

type Side = 'starter' | 'reference';

/** Shows the learner's files beside the starter or the reference. The reference is refused until the exercise is solved. */
export function compareWith(
  side: Side,
  course: Course,
  language: LanguageChoice,
  documents: VirtualDocuments,
) {
  return async (target: Target): Promise<void> => {
    const folder = await course.folders.required();
    const app = await course.app();
    const exercise = await app.exercise(target.exercise);
    const chosen = await language.toGoOn(exercise, target);
    if (side === 'reference') await app.reference(await course.attempt(folder, target.exercise, chosen));
    const pairs = await existingFiles(course, folder, exercise, chosen);
    const title = words.compare[side](exercise.manifest.title);
    await showDifferences(
      title,
      pairs.map(({ path, uri }) => [documents[side](target.exercise, chosen, path), uri] as const),
    );
  };
}

async function existingFiles(
  course: Course,
  folder: WorkspaceFolder,
  exercise: Exercise,
  language: Language,
) {
  const disk = await course.disk(folder);
  const files: { readonly path: string; readonly uri: Uri }[] = [];
  for (const path of learnerFiles(exercise, language)) {
    if ((await disk.kind(path)) === 'file') files.push({ path, uri: uriIn(folder, path) });
  }
  if (files.length > 0) return files;
  throw new CodealongError('not-started', words.refusals.nothingToCompare(exercise.manifest.title));
}

async function showDifferences(title: string, pairs: readonly (readonly [Uri, Uri])[]): Promise<void> {
  const [first, ...others] = pairs;
  if (first && others.length === 0) await commands.executeCommand('vscode.diff', ...first, title);
  else
    await commands.executeCommand(
      'vscode.changes',
      title,
      pairs.map(([theirs, own]) => [own, theirs, own]),
    );
}
