/** One step of a saga. Definitions are trusted: names differ from each other, and at most one step is the pivot. */
export interface Step<C extends object> {
  name: string;
  /**
   * Does its work in another service. What it resolves to is laid over the context. Called again with the same `key`, the
   * service does nothing a second time: it answers as it did the first time, or says no to the repeat.
   * @throws StepRefusedError when the service said no to this call. Any other error leaves open what happened.
   */
  action(context: C, key: string): Promise<Partial<C> | void> | Partial<C> | void;
  /**
   * Takes the action back, and does nothing when there is nothing to take back. `key` is the compensation's own, `actionKey`
   * is the one that the action was called with: should that action arrive afterwards, the service refuses it.
   * A step without it needs no compensation.
   * @throws StepRefusedError when it cannot be taken back and asking again at once does not help. Any other error: perhaps later.
   */
  compensate?(context: C, key: string, actionKey: string): Promise<void> | void;
  /** The point of no return: once its action may have happened, nothing is taken back any more. */
  pivot?: boolean;
}

/** The service said no: this call did nothing, and asking again at once does not help. */
export class StepRefusedError extends Error {
  override name = 'StepRefusedError';
}

export interface RetryPolicy {
  /** Calls in all, a whole number from 1. */
  attempts: number;
  /** Milliseconds to wait after the `failed`-th failed call (1 for the first), before the next one. */
  delayMs(failed: number): number;
}

/** A durable list of entries for each saga. Entries are stored as JSON; what they look like is up to the saga. */
export interface SagaLog {
  /** All entries of the saga, in order; `[]` when there are none. */
  read(sagaId: string): Promise<unknown[]>;
  /**
   * Adds one entry. `at` is the number of entries that the caller knows of.
   * @throws LogConflictError when there are more: another process goes on with this saga. Nothing was added.
   */
  append(sagaId: string, entry: unknown, at: number): Promise<void>;
}

/** Another process has written to the log of this saga. */
export class LogConflictError extends Error {
  override name = 'LogConflictError';
}

/** A saga with this id was started before and has not ended: `resume` goes on with it. */
export class SagaStartedError extends Error {
  override name = 'SagaStartedError';
}

/** There is no saga with this id. */
export class SagaUnknownError extends Error {
  override name = 'SagaUnknownError';
}

/** `needs-attention`: something could neither be done nor taken back, and a person has to look. */
export type SagaOutcome = 'completed' | 'compensated' | 'needs-attention';
