import type { Attempt } from '../catalog/attempt';
import { learnerFiles, type Exercise } from '../catalog/catalog';
import { CodealongError } from '../errors';
import { requireStarted } from '../scaffold/require-started';
import { isDrawn, withSeed } from './sheet-text';

/**
 * Writes the seed into a learner's answer sheet, with the inputs that it draws as comments. Their answers stay. Refused with
 * `not-started`, and with `not-drawn` when the exercise has no inputs that can be drawn.
 */
export async function drawSheet(
  { folder, language }: Attempt,
  exercise: Exercise,
  seed: number,
): Promise<void> {
  const { id, sheet } = exercise.manifest;
  await requireStarted(folder, exercise, language);
  const [path] = learnerFiles(exercise, language);
  if (!sheet || !isDrawn(sheet) || path === undefined)
    throw new CodealongError('not-drawn', `"${id}" has no given numbers that can be drawn anew.`);
  await folder.write(path, withSeed(await folder.read(path), sheet, seed));
}
