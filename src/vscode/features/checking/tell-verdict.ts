import type { CheckReport } from '../../../core/check/report';
import { nextExercise } from '../../../core/progress/what-next';
import { chosenPath } from '../../course/chosen-path';
import type { Solution } from '../../course/solution';
import { say } from '../../ui/message';
import { setting } from '../../ui/settings';
import type { Parts } from '../parts';
import { editorErrors } from './editor-errors';
import { verdictMessage } from './verdict-message';

/** Says how a check went, and what one would do next. */
export async function tellVerdict(parts: Parts, solution: Solution, report: CheckReport): Promise<void> {
  const { context, course, checker, log } = parts;
  const catalog = await course.catalog();
  const path = chosenPath(context.workspaceState, catalog.course);
  const next = nextExercise(catalog, await course.progress(), path, solution.exercise);
  const exercise = await course.exercise(solution.exercise);
  const isEdited = checker.isEdited(solution);
  const errors = editorErrors(exercise, solution);
  say(log, verdictMessage(report, exercise, solution, { isEdited, errors, next }));
}

/** The same for a check that nobody waits for, such as one on save: only of a stage that it was the first to reach. */
export async function celebrate(parts: Parts, solution: Solution, report: CheckReport): Promise<void> {
  if (report.reached && setting('celebrate', solution.folder.uri)) await tellVerdict(parts, solution, report);
}
