import type { Attempt } from '../catalog/attempt';
import { learnerFiles, type Exercise } from '../catalog/catalog';
import { CodealongError } from '../errors';
import type { Sheet } from '../numbers/question';
import { isDrawn } from '../numbers/draw';
import { requireStarted } from '../scaffold/require-started';
import { withSeed } from './sheet-text';

/** The sheet of an exercise whose inputs can be drawn. Refused with `not-drawn` for every other. */
export function drawnSheet({ manifest: { id, sheet } }: Exercise): Sheet {
  if (sheet && isDrawn(sheet)) return sheet;
  throw new CodealongError('not-drawn', `"${id}" has no given numbers that can be drawn again.`);
}

/**
 * Writes the seed into a learner's answer sheet, with the inputs that it draws as comments. Their answers stay. Refused with
 * `not-drawn` and `not-started`.
 */
export async function drawSheet(
  { folder, language }: Attempt,
  exercise: Exercise,
  seed: number,
): Promise<void> {
  const sheet = drawnSheet(exercise);
  await requireStarted(folder, exercise, language);
  for (const path of learnerFiles(exercise, language))
    await folder.write(path, withSeed(await folder.read(path), sheet, seed));
}
