import type { Exercise } from '../catalog/catalog';
import { partMistakes } from './part-mistakes';
import { slipSolutions } from './slips';
import type { AuthoredSolution } from './solutions';

/** Solutions that follow from what the author wrote: each slip of a sheet, and a design without each of its parts. */
export function derivedSolutions(
  exercise: Exercise,
  solutions: readonly AuthoredSolution[],
): readonly AuthoredSolution[] {
  return [...slipSolutions(exercise), ...partMistakes(exercise, solutions)];
}
