import type { RestoreReport } from '../../../core/history/restore';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { undoButtons, type Rewrite } from './rewrite';

/**
 * Takes the last reset, restore or update back; done again, it takes that back in turn. It asks nothing, as nothing is lost.
 * A target with a moment means the one before which that was kept, and no later one.
 */
export function undoCommand(course: Course, language: LanguageChoice, rewrite: Rewrite, log: Log) {
  return async (target: Target): Promise<RestoreReport> => {
    const chosen = await chooseSolution(course, language, target);
    const report = await rewrite(chosen, ({ app, attempt }) => app.undo(attempt, target.moment));
    const text = words.history.undone(chosen.exercise.manifest.title, report);
    const buttons = undoButtons(words.buttons.redo, chosen.solution, report);
    say(log, { text, buttons });
    return report;
  };
}
