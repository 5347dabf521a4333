import type { ExerciseState } from './progress';

/** Whether all core checks of an exercise passed, in one language at least. */
export function isSolved(state: ExerciseState): boolean {
  return state === 'passed' || isProductionReady(state);
}

/** Whether the production checks passed as well. */
export function isProductionReady(state: ExerciseState): boolean {
  return state === 'production-ready';
}
