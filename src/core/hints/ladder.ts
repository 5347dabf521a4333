import type { Hint } from './hint';

/** One rung of the hint ladder. `number` starts at 1. */
export interface HintText extends Hint {
  readonly number: number;
  readonly total: number;
}

/** Hints with their numbers. */
export function hintLadder(hints: readonly Hint[]): readonly HintText[] {
  return hints.map((hint, index) => ({ ...hint, number: index + 1, total: hints.length }));
}
