import { window, type Uri, type WorkspaceFolder } from 'vscode';
import { learnerFiles } from '../../../core/catalog/catalog';
import { CodealongError } from '../../../core/errors';
import { startedLanguages } from '../../../core/progress/progress';
import type { LanguageChoice } from '../../course/choose-language';
import type { Course } from '../../course/course';
import { uriIn } from '../../course/file-uris';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { openBrief } from './open-brief';
import { showCode } from './show-code';

/** Opens the learner's file of an exercise; of several, the one that they choose. Refused when it is not there. */
export async function openExercise(course: Course, language: LanguageChoice, target: Target): Promise<void> {
  const folder = await course.folders.required();
  const exercise = await course.exercise(target.exercise);
  const paths = learnerFiles(exercise, await language.toGoOn(exercise, target));
  const question = words.chooseFile(exercise.manifest.title);
  const path = paths.length < 2 ? paths[0] : await window.showQuickPick([...paths], question);
  if (path === undefined) throw new Dismissed();
  const uri = await existing(course, folder, path);
  if (!uri) throw new CodealongError('not-started', words.refusals.fileMissing(path, folder.name));
  await showCode(course, uri);
}

/** What a click in the tree does: the learner's file when it was started, and the brief beside it. */
export async function visit(course: Course, language: LanguageChoice, target: Target): Promise<void> {
  const folder = course.folders.current();
  if (folder && startedLanguages(await course.progress(), target.exercise).length > 0) {
    const exercise = await course.exercise(target.exercise);
    const [path] = learnerFiles(exercise, await language.toGoOn(exercise, target));
    const uri = path === undefined ? undefined : await existing(course, folder, path);
    if (uri) await showCode(course, uri);
  }
  await openBrief(course, target);
}

async function existing(course: Course, folder: WorkspaceFolder, path: string): Promise<Uri | undefined> {
  const disk = await course.disk(folder);
  return (await disk.kind(path)) === 'file' ? uriIn(folder, path) : undefined;
}
