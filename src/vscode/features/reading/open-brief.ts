import type { Course } from '../../course/course';
import type { Target } from '../../commands/target';
import { showMarkdown } from './markdown-preview';

/** Opens the brief of an exercise: what to build, and every rule that its checks judge. */
export async function openBrief(course: Course, { exercise }: Target): Promise<void> {
  const { path } = await course.exercise(exercise);
  await showMarkdown(course.packUri(`${path}/brief.md`));
}
