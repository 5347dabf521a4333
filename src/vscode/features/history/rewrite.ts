import type { Overwritten } from '../../../core/history/overwrite';
import type { Chosen } from '../../course/choose-solution';
import { saveExerciseFiles } from '../../course/save-files';
import type { Solution } from '../../course/solution';
import { buttonFor, type Button } from '../../ui/message';
import type { words } from '../../words';
import type { Parts } from '../parts';
import { showWritten } from './show-written';

/**
 * Writes over the learner's files. What was typed and not saved is kept as well, what earlier checks said is forgotten, as it
 * was about other code, and the editors show what was written.
 */
export async function rewrite<Report>(
  { course, checker }: Parts,
  chosen: Chosen,
  write: (chosen: Chosen) => Promise<Report>,
): Promise<Report> {
  const paths = await saveExerciseFiles(course, chosen.solution);
  const report = await write(chosen);
  checker.forget(chosen.solution);
  course.changed();
  await showWritten(chosen.solution.folder, chosen.attempt.folder, paths);
  return report;
}

/** The button that takes this write back and no other, or, after that, takes that back in turn; none when nothing was kept. */
export function undoButtons(
  title: typeof words.buttons.undo | typeof words.buttons.redo,
  { exercise, language }: Solution,
  { kept }: Pick<Overwritten, 'kept'>,
): readonly Button[] {
  if (kept === undefined) return [];
  return [buttonFor(title, 'codealong.undo', { exercise, language, moment: kept })];
}
