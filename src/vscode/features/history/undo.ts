import type { RestoreReport } from '../../../core/history/restore';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { rewrite, undoButtons } from './rewrite';

/**
 * Takes the last reset, restore or update back; done again, it takes that back in turn. It asks nothing, as nothing is lost.
 * A target with a moment means the one before which that was kept, and no later one.
 */
export async function undo(parts: Parts, target: Target): Promise<RestoreReport> {
  const chosen = await chooseSolution(parts, target);
  const report = await rewrite(parts, chosen, ({ app, attempt }) => app.undo(attempt, target.moment));
  const text = words.history.undone(chosen.exercise.manifest.title, report);
  say(parts.log, { text, buttons: undoButtons(words.buttons.redo, chosen.solution, report) });
  return report;
}
