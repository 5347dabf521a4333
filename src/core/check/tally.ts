import type { CheckStatus } from './report';

/** How the checks of one run went, all stages together. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Those that wait for another one to pass, and those that could not be judged. */
  readonly waiting: number;
  readonly total: number;
}

export function tallyOf(checks: readonly { readonly status: CheckStatus }[]): Tally {
  const count = (wanted: CheckStatus): number => checks.filter(({ status }) => status === wanted).length;
  const [passed, failed, total] = [count('passed'), count('failed'), checks.length];
  return { passed, failed, waiting: total - passed - failed, total };
}

/**
 * The one way in which everybody tells it, for example "9 of 27 pass (+8) · 8 to fix · 10 wait". `before` is how many passed at
 * the check before this one, when there was one.
 */
export function tallyText({ passed, failed, waiting, total }: Tally, before = passed): string {
  const gained = passed - before;
  const change = gained === 0 ? '' : gained > 0 ? ` (+${gained})` : ` (−${-gained})`;
  return [
    `${passed} of ${total} ${passed === 1 ? 'passes' : 'pass'}${change}`,
    ...(failed > 0 ? [`${failed} to fix`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'}`] : []),
  ].join(' · ');
}
