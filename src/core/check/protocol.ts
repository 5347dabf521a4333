/**
 * What the process that runs a solution reports, over a private channel. Nothing in here is trusted by itself: the
 * verdict is computed from these events and the manifest by `verdict.ts`.
 */

/** A line in one of the learner's files. `line` and `column` start at 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Why a check failed, in words and values for the learner. */
export interface Failure {
  readonly message: string;
  readonly input?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** The learner's line that threw, when the failure is a throw. */
  readonly at?: Place;
}

export type RunEvent =
  | { readonly type: 'started' }
  | { readonly type: 'load-failed'; readonly failure: Failure }
  /** A test with this title is there, whether it runs or not. */
  | { readonly type: 'check-found'; readonly id: string }
  | { readonly type: 'check-started'; readonly id: string }
  | {
      readonly type: 'check-ended';
      readonly id: string;
      readonly status: 'passed' | 'failed';
      readonly durationMs: number;
      readonly failure?: Failure;
    }
  | { readonly type: 'check-skipped'; readonly id: string; readonly because: string }
  | { readonly type: 'ended' };

/** An event as it travels: with the secret of this run. A message without it is noise and never counts. */
export type SignedEvent = RunEvent & { readonly nonce: string };
