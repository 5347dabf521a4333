import type { Clock, Msg, Rng } from '../../kit';

/** How long to wait after a failed attempt. */
export interface Backoff {
  /** Pause after the first failed attempt, in milliseconds. From 0. */
  baseMs: number;
  /** No pause is longer, in milliseconds. From 0. */
  maxMs: number;
  jitter: 'none' | 'full';
  rng: Rng;
}

/** Limits the retries of all messages of one worker together (stage 2). */
export interface RetryBudget {
  /** How many retries are allowed for each hundred messages. A whole number from 0 to 100. */
  percent: number;
  /** How many retries are allowed however few messages there are. A whole number from 0. */
  minRetries: number;
  /** Messages and retries count for this long, in milliseconds. Above 0. */
  windowMs: number;
}

/** A message that the worker gave up, and why. */
export interface DeadLetter {
  /** The message as `process` received it, with every field. */
  message: Msg;
  /** What the last attempt threw or rejected with: the very object. */
  error: unknown;
  /** How often `handle` was called for it. */
  attempts: number;
  /** `clock.now()` when the first attempt failed. */
  firstFailureAt: number;
  /** `clock.now()` when the last attempt failed. */
  lastFailureAt: number;
}

export interface WorkerOptions extends Backoff {
  /** Does the work. Fails by throwing or rejecting. Should end soon after the signal aborts. Does not change the message. */
  handle(message: Msg, signal: AbortSignal): Promise<void>;
  /** Stores the letter. May fail. */
  deadLetter(letter: DeadLetter): Promise<void>;
  /** Calls of `handle` for one message, the first one included. A whole number from 1. */
  maxAttempts: number;
  /** Can another attempt succeed? By default every error is retryable. Does not throw. */
  isRetryable?: (error: unknown) => boolean;
  /** By default there is no limit. */
  retryBudget?: RetryBudget;
  clock: Clock;
}

/** The pause after failed attempt number `attempt` (1, 2, 3, …), in milliseconds. */
export function backoffMs(attempt: number, o: Backoff): number {
  throw new Error('Not written yet: backoffMs doubles the pause up to maxMs (rule 4).');
}

/** Handles messages, retries failures, and parks what it gives up. */
export class Worker {
  constructor(o: WorkerOptions) {}

  /** Resolves when the message is dealt with, so that its offset may be committed. Rejects when it has to come again. */
  async process(message: Msg, signal: AbortSignal): Promise<'ok' | 'dead-lettered'> {
    // Begin with handle alone: the first check has a message that succeeds.
    throw new Error("Not written yet: process calls handle and resolves to 'ok' (rule 1).");
  }
}
