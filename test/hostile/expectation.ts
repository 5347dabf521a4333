/** What must come of a submission: verdict, cause and the state of each check in one line, and words that must be said. */
export interface Expectation {
  readonly outcome: string;
  readonly told?: RegExp;
}

export type Expectations = Readonly<Record<string, Expectation>>;

const expecting =
  (outcome: string) =>
  (told?: RegExp): Expectation => ({ outcome, ...(told && { told }) });

/** Right, and nobody was harmed. */
export const accepted = expecting('passed - passed passed')();
/** The first check failed, the second waits for it. */
export const wrong = expecting('failed - failed skipped');
/** Right but for the check of production level. */
export const halfRight = expecting('passed - passed failed');
/** The first check ran into a limit of time. */
export const tooLong = expecting('failed timed-out failed errored');
/** The first check changed what all code relies on. */
export const changed = expecting('failed changed-built-ins failed errored');

/** Nothing could be judged, for this cause. */
export const unchecked = (cause: string, told?: RegExp): Expectation =>
  expecting(`unchecked ${cause} errored errored`)(told);
