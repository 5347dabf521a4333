import { distanceInWords } from './distance';
import { inWords } from './read-value';
import type { Solved } from './solve';
import { isWithin } from './tolerance';

/** What a wrong answer is told; undefined when it is right. The right one is never told. */
export function judgeAnswer(value: number, { question, exact, slips }: Solved): string | undefined {
  const { tolerance, unit } = question;
  if (isWithin(value, exact, tolerance)) return undefined;
  const slip = question.slips.find((_, index) => isWithin(value, slips[index] ?? NaN, tolerance));
  if (slip) return slip.says;
  return `${distanceInWords(value, exact, tolerance, unit)} The number is asked for in ${inWords(unit)}.`;
}
