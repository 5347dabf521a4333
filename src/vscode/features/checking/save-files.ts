import { workspace } from 'vscode';
import { trackOf } from '../../../core/catalog/catalog';
import type { Course } from '../../course';
import { uriIn } from '../../places';
import { Refusal } from '../../refusal';
import { words } from '../../words';
import type { Solution } from './solution';

/** Saves what was typed into an exercise's files and not saved yet. Refused when the editor can't save it. */
export async function saveExerciseFiles(
  course: Course,
  { exercise, language, folder }: Solution,
): Promise<void> {
  const { files } = trackOf(await (await course.app()).exercise(exercise), language);
  const paths = new Set(files.map(({ path }) => uriIn(folder, path).toString()));
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || !paths.has(document.uri.toString())) continue;
    if (!(await document.save())) {
      throw new Refusal('not-saved', words.refusals.notSaved(workspace.asRelativePath(document.uri)));
    }
  }
}
