import type { Clock } from '../../kit';

/** The time was up before there was a result. Complete: nothing to do here. */
export class TimeoutError extends Error {
  /** The timeout in milliseconds, exactly as it was passed to `withTimeout`. */
  readonly ms: number;

  constructor(ms: number) {
    super(`No result within ${ms} ms.`);
    this.name = 'TimeoutError';
    this.ms = ms;
  }
}

/**
 * Calls `fn` and passes on how it ends, if it ends within `ms` milliseconds on the given clock.
 * Otherwise rejects with `TimeoutError` and aborts the signal that `fn` was given.
 * When `parent` aborts first, rejects with the parent's reason and aborts the signal of `fn` with it.
 * Never throws: everything that goes wrong is a rejection.
 */
export async function withTimeout<T>(
  fn: (signal: AbortSignal) => Promise<T>,
  ms: number,
  options: { clock: Clock; parent?: AbortSignal },
): Promise<T> {
  // Begin with fn alone. The first check has no timeout that matters and no parent.
  throw new Error('Not written yet: withTimeout calls fn and passes on how it ends (rule 1).');
}

/** The moment until which an answer is of use to whoever asked. Immutable. */
export class Deadline {
  /** A deadline `ms` milliseconds from now. */
  static after(ms: number, clock: Clock): Deadline {
    throw new Error('Not written yet: Deadline.after (rule 6).');
  }

  /** Milliseconds left; 0 from the end on, never less. */
  remaining(): number {
    throw new Error('Not written yet: remaining (rule 6).');
  }

  /** A deadline `ms` milliseconds from now, or this one if that is earlier. */
  child(ms: number): Deadline {
    throw new Error('Not written yet: child (rule 6).');
  }

  /** What is left, for the header `x-deadline-ms`: whole milliseconds, without a unit. */
  toHeader(): string {
    throw new Error('Not written yet: toHeader (rule 7).');
  }

  /** The deadline that such a header stands for, counted from now; `null` when it is missing or malformed. */
  static fromHeader(header: string | undefined, clock: Clock): Deadline | null {
    throw new Error('Not written yet: fromHeader (rule 7).');
  }
}
