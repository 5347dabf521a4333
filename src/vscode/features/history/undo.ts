import type { RestoreReport } from '../../../core/history/restore';
import type { LanguageChoice } from '../../choose-language';
import { chooseSolution } from '../../choose-solution';
import type { Course } from '../../course';
import type { Log } from '../../log';
import { showMessage } from '../../message';
import type { Target } from '../../target';
import { words } from '../../words';
import { undoButton, type Rewrite } from './rewrite';

/** Takes the last reset, restore or update back; done again, it takes that back in turn. It asks nothing, as nothing is lost. */
export function undoCommand(course: Course, language: LanguageChoice, rewrite: Rewrite, log: Log) {
  return async (target: Target): Promise<RestoreReport> => {
    const chosen = await chooseSolution(course, language, target);
    const report = await rewrite(chosen, ({ app, attempt }) => app.undo(attempt));
    const text = words.history.undone(chosen.exercise.manifest.title, report);
    const buttons = report.changed.length > 0 ? [undoButton(words.buttons.redo, chosen.solution)] : [];
    log.quietly('show a message', showMessage({ severity: 'information', text, buttons }));
    return report;
  };
}
