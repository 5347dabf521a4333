import { toleranceInWords, type Tolerance } from './tolerance';

/** How far a wrong answer is from the right one, in words that help to find the mistake and do not tell the answer. */
export function distanceInWords(value: number, exact: number, tolerance: Tolerance, unit: string): string {
  if (value === 0) return 'It is not 0.';
  if (exact === 0) return value > 0 ? 'It is far too large.' : 'It is far too small.';
  if (Math.sign(value) !== Math.sign(exact)) return 'It has the wrong sign.';
  const ratio = value / exact;
  const [factor, side] = ratio > 1 ? [ratio, 'large'] : [1 / ratio, 'small'];
  if (factor >= 1.5) return `It is about ${rounded(factor)} times too ${side}.`;
  const percent = `${rounded(Math.abs(ratio - 1) * 100)} %`;
  const asked = toleranceInWords(tolerance, unit);
  return factor < 1.02
    ? `It is ${percent} off: check the rounding, ${asked} is asked for.`
    : `It is ${percent} too ${side}; ${asked} is asked for.`;
}

/** Two digits, as one says it: 60, 3.1, 1_200_000. */
function rounded(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(value);
}
