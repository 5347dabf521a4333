import { window, type Uri } from 'vscode';
import { learnerFiles, trackOf } from '../../../core/catalog/catalog';
import { CodealongError } from '../../../core/errors';
import { startedLanguages } from '../../../core/progress/progress';
import type { Target } from '../../commands/target';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { openBrief } from './open-brief';
import { showCode } from './show-code';

/** Opens a file of an exercise: the one that is named, else the learner's; of several, the one that they choose. Refused when it is not there. */
export async function openExercise(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  const { exercise, solution } = chosen;
  const paths = learnerFiles(exercise, solution.language);
  const question = words.chooseFile(exercise.manifest.title);
  const asked = trackOf(exercise, solution.language).files.find(({ path }) => path === target.file)?.path;
  const path = asked ?? (paths.length < 2 ? paths[0] : await window.showQuickPick([...paths], question));
  if (path === undefined) throw new Dismissed();
  const uri = await existing(chosen, path);
  if (!uri) throw new CodealongError('not-started', words.refusals.fileMissing(path, solution.folder.name));
  await showCode(parts.course, uri);
}

/** What a click in the tree does: the learner's file when it was started, and the brief beside it. */
export async function visit(parts: Parts, target: Target): Promise<void> {
  const { course } = parts;
  const isStarted = startedLanguages(await course.progress(), target.exercise).length > 0;
  if (course.folders.current() && isStarted) {
    const chosen = await chooseSolution(parts, target);
    const [path] = learnerFiles(chosen.exercise, chosen.solution.language);
    const uri = path === undefined ? undefined : await existing(chosen, path);
    if (uri) await showCode(course, uri);
  }
  await openBrief(parts, target);
}

async function existing({ attempt, solution }: Chosen, path: string): Promise<Uri | undefined> {
  return (await attempt.folder.kind(path)) === 'file' ? uriIn(solution.folder, path) : undefined;
}
