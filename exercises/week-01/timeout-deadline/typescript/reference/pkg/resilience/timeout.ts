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
export function withTimeout<T>(
  fn: (signal: AbortSignal) => Promise<T>,
  ms: number,
  { clock, parent }: { clock: Clock; parent?: AbortSignal },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (parent?.aborted) return reject(parent.reason);
    if (!(ms > 0)) return reject(new TimeoutError(ms));

    const work = new AbortController();
    const giveUp = (reason: unknown): void => {
      release();
      reject(reason);
      work.abort(reason);
    };
    const onAbort = (): void => giveUp(parent?.reason);
    const cancel = clock.setTimeout(() => giveUp(new TimeoutError(ms)), ms);
    const release = (): void => {
      cancel();
      parent?.removeEventListener('abort', onAbort);
    };

    parent?.addEventListener('abort', onAbort);
    // In a function of its own, so that a throw of fn becomes a rejection.
    const call = async (): Promise<T> => fn(work.signal);
    void call().then(resolve, reject).finally(release);
  });
}

/** The moment until which an answer is of use to whoever asked. Immutable. */
export class Deadline {
  readonly #end: number;
  readonly #clock: Clock;

  private constructor(end: number, clock: Clock) {
    this.#end = end;
    this.#clock = clock;
  }

  /** A deadline `ms` milliseconds from now. */
  static after(ms: number, clock: Clock): Deadline {
    return new Deadline(clock.now() + ms, clock);
  }

  /** Milliseconds left; 0 from the end on, never less. */
  remaining(): number {
    return Math.max(0, this.#end - this.#clock.now());
  }

  /** A deadline `ms` milliseconds from now, or this one if that is earlier. */
  child(ms: number): Deadline {
    return new Deadline(Math.min(this.#end, this.#clock.now() + ms), this.#clock);
  }

  /** What is left, for the header `x-deadline-ms`: whole milliseconds, without a unit. */
  toHeader(): string {
    return String(Math.floor(this.remaining()));
  }

  /** The deadline that such a header stands for, counted from now; `null` when it is missing or malformed. */
  static fromHeader(header: string | undefined, clock: Clock): Deadline | null {
    if (header === undefined || !/^[0-9]{1,15}$/.test(header)) return null;
    return Deadline.after(Number(header), clock);
  }
}
