import type { Target } from '../../commands/target';
import type { Parts } from '../parts';
import { showMarkdown } from './markdown-preview';

/** Opens the brief of an exercise: what to build, and every rule that its checks judge. */
export async function openBrief({ course }: Parts, { exercise }: Target): Promise<void> {
  const { path } = await course.exercise(exercise);
  await showMarkdown(course.packUri(`${path}/brief.md`));
}
