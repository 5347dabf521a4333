import type { Hint } from './hint';

/** One hint. `number` starts at 1. */
export interface HintText extends Hint {
  readonly number: number;
  readonly total: number;
}

/** Hints with their numbers. */
export function hintLadder(hints: readonly Hint[]): readonly HintText[] {
  return hints.map((hint, index) => ({ ...hint, number: index + 1, total: hints.length }));
}

/** The hint to show next: the first that helps with a check that fails, else the first that was not shown. */
export function nextOf(
  ladder: readonly HintText[],
  shown: readonly number[],
  failing: readonly string[],
): HintText | undefined {
  const left = ladder.filter(({ number }) => !shown.includes(number));
  return left.find(({ helps }) => helps.some((check) => failing.includes(check))) ?? left[0];
}
