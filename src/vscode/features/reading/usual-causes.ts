import { firstToFix } from '../../../core/check/stages';
import type { Story } from '../../../core/mistakes/story';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { writePage } from './kept-page';
import { showMarkdown } from './markdown-preview';

/** Tells which mistakes usually make a check fail: the one that is named, else the first to fix. */
export async function usualCauses(parts: Parts, target: Target): Promise<readonly Story[]> {
  const { checker, course } = parts;
  const { app, attempt, exercise, solution } = await chooseSolution(parts, target);
  const { manifest } = exercise;
  const report = checker.latest(solution);
  const id = target.check ?? (report && firstToFix(report)?.id);
  const check = manifest.checks.find((one) => one.id === id);
  if (!check) throw new Refusal('no-results', words.refusals.noFailedCheck(manifest.title));
  const stories = await app.usualCauses(attempt, check.id);
  course.changed();
  const text = words.causes.text(check.title, stories);
  await showMarkdown(
    await writePage(parts, 'causes', words.causes.fileName(manifest.id), text, exercise.path),
  );
  return stories;
}
