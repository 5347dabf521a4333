import { fail } from './expect';
import { show, type Told } from './finding';

/** What the order of the same operations may make of the last digits. */
const tolerance = 1e-9;

/** Whether two numbers are the same but for rounding: by a relative tolerance of 1e-9. −0 is 0, and NaN is itself. */
export function isNear(actual: number, expected: number, scale = Math.abs(expected)): boolean {
  if (actual === expected || (Number.isNaN(actual) && Number.isNaN(expected))) return true;
  return Number.isFinite(expected) && Math.abs(actual - expected) <= tolerance * scale;
}

/**
 * Fails unless the number is near the expected one. For computed values: at an exact boundary of a rule, ask with binary
 * fractions and compare with `equal`.
 *
 * @param scale what the tolerance is relative to, when it isn't the expected number: where 0 is expected of a difference, the
 * size of what was subtracted.
 */
export function near(actual: unknown, expected: number, told: Told, scale?: number): void {
  if (typeof actual === 'number' && isNear(actual, expected, scale)) return;
  fail({ ...told, expected: show(expected), actual: show(actual) });
}
