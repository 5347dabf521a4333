import assert from 'node:assert/strict';
import type { CheckReport } from '../../../src/core/check/report';
import { summary } from '../support/judging';

/** A solution of `adder` that goes wrong: what it does, its source, what must come of it, and words that must be said. */
export interface Case {
  readonly does: string;
  readonly source: string;
  readonly outcome: string;
  readonly told?: RegExp;
}

/** The end of a run that broke off before anything was judged. */
export const unchecked = (code: string, first = 'errored', second = 'errored'): string =>
  `unchecked ${code} ${first} ${second}`;

/** The first check failed, and nothing else is to be said. */
export const wrong = 'failed - failed skipped';
/** The first check ran into the timeout. */
export const tooLong = 'failed timed-out failed errored';
export const accepted = 'passed - passed passed';

export function assertOutcome(report: CheckReport, { outcome, told }: Pick<Case, 'outcome' | 'told'>): void {
  const words = report.reason?.message ?? report.checks[0]?.message ?? '';
  assert.equal(summary(report), outcome, words);
  if (told) assert.match(words, told);
}
