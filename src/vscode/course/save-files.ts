import { workspace } from 'vscode';
import { trackOf } from '../../core/catalog/catalog';
import type { Course } from './course';
import { uriIn } from './file-uris';
import { Refusal } from '../ui/refusal';
import { words } from '../words';
import type { Solution } from './solution';

/**
 * Saves what was typed into an exercise's files and not saved yet. Gives the paths of all its files. Refused when the editor
 * can't save one.
 */
export async function saveExerciseFiles(course: Course, solution: Solution): Promise<readonly string[]> {
  const { folder } = solution;
  const paths = await exercisePaths(course, solution);
  const uris = new Set(paths.map((path) => uriIn(folder, path).toString()));
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || !uris.has(document.uri.toString())) continue;
    if (!(await document.save())) {
      throw new Refusal('not-saved', words.refusals.notSaved(workspace.asRelativePath(document.uri)));
    }
  }
  return paths;
}

/** The paths of all files of an exercise in a language. */
export async function exercisePaths(
  course: Course,
  { exercise, language }: Solution,
): Promise<readonly string[]> {
  const { files } = trackOf(await course.exercise(exercise), language);
  return files.map(({ path }) => path);
}
