import type { Target } from '../../commands/target';
import type { Parts } from '../parts';
import { showMarkdown } from './markdown-preview';

/** Opens the brief of an exercise: what to build, and every rule that its checks judge. */
export async function openBrief({ course, language, brief }: Parts, target: Target): Promise<void> {
  const exercise = await course.exercise(target.exercise);
  await brief.choose(course.packUri(exercise.path), await language.toRead(exercise, target));
  await showMarkdown(course.packUri(`${exercise.path}/brief.md`));
}
