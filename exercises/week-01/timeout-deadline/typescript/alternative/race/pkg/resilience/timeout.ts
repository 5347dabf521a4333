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

export async function withTimeout<T>(
  fn: (signal: AbortSignal) => Promise<T>,
  ms: number,
  { clock, parent }: { clock: Clock; parent?: AbortSignal },
): Promise<T> {
  parent?.throwIfAborted();
  if (!(ms > 0)) throw new TimeoutError(ms);

  const limit = new AbortController();
  const done = new AbortController();
  const signal = parent ? AbortSignal.any([parent, limit.signal]) : limit.signal;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: done.signal });
  });
  const timeIsUp = (): void => limit.abort(new TimeoutError(ms));
  clock.sleep(ms, done.signal).then(timeIsUp, () => {});
  try {
    return await Promise.race([stopped, fn(signal)]);
  } finally {
    done.abort();
  }
}

export class Deadline {
  private constructor(
    private readonly clock: Clock,
    private readonly left: () => number,
  ) {}

  static after(ms: number, clock: Clock): Deadline {
    const start = clock.now();
    return new Deadline(clock, () => Math.max(0, ms - (clock.now() - start)));
  }

  remaining(): number {
    return this.left();
  }

  child(ms: number): Deadline {
    const own = Deadline.after(ms, this.clock);
    return new Deadline(this.clock, () => Math.min(this.left(), own.left()));
  }

  toHeader(): string {
    return Math.trunc(this.left()).toFixed(0);
  }

  static fromHeader(header: string | undefined, clock: Clock): Deadline | null {
    const digits = [...(header ?? '')];
    const isWhole = digits.length >= 1 && digits.length <= 15 && digits.every((d) => d >= '0' && d <= '9');
    return isWhole ? Deadline.after(Number(header), clock) : null;
  }
}
