import type { App, Attempt } from '../../core/app/app';
import type { Exercise } from '../../core/catalog/catalog';
import type { Target } from '../commands/target';
import type { LanguageChoice } from './choose-language';
import type { Course } from './course';
import type { Solution } from './solution';

/** The solution that a command is about, with what one does something to it with. */
export interface Chosen {
  readonly app: App;
  readonly exercise: Exercise;
  readonly solution: Solution;
  /** The same, as the core knows it. */
  readonly attempt: Attempt;
}

/** Finds the solution that a target means, asking for a folder and a language where need be. */
export async function chooseSolution(
  { course, language }: { readonly course: Course; readonly language: LanguageChoice },
  target: Target,
): Promise<Chosen> {
  const folder = await course.folders.required();
  const exercise = await course.exercise(target.exercise);
  const solution = {
    exercise: target.exercise,
    language: await language.toGoOn(exercise, target),
    folder,
  };
  return { app: await course.app(), exercise, solution, attempt: await course.attempt(solution) };
}
