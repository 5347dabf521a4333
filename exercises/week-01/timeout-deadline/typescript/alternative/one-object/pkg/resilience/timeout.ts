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

class Call<T> implements EventListenerObject {
  readonly result: Promise<T>;
  #settle!: { resolve: (value: T) => void; reject: (reason: unknown) => void };
  readonly #work = new AbortController();
  readonly #parent: AbortSignal | undefined;
  readonly #cancel: () => void;
  #isOver = false;

  constructor(fn: (signal: AbortSignal) => Promise<T>, ms: number, clock: Clock, parent?: AbortSignal) {
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.#parent = parent;
    parent?.addEventListener('abort', this);
    this.#cancel = clock.setTimeout(() => this.#stop(new TimeoutError(ms)), ms);
    Promise.resolve(this.#work.signal)
      .then(fn)
      .then(
        (value) => this.#end(() => this.#settle.resolve(value)),
        (error: unknown) => this.#end(() => this.#settle.reject(error)),
      );
  }

  handleEvent(): void {
    this.#stop(this.#parent?.reason);
  }

  #stop(reason: unknown): void {
    this.#work.abort(reason);
    this.#end(() => this.#settle.reject(reason));
  }

  #end(tell: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parent?.removeEventListener('abort', this);
    this.#cancel();
    tell();
  }
}

export function withTimeout<T>(
  fn: (signal: AbortSignal) => Promise<T>,
  ms: number,
  { clock, parent }: { clock: Clock; parent?: AbortSignal },
): Promise<T> {
  if (parent?.aborted) return Promise.reject(parent.reason);
  return ms > 0 ? new Call(fn, ms, clock, parent).result : Promise.reject(new TimeoutError(ms));
}

export class Deadline {
  readonly #clock: Clock;
  readonly #end: number;
  readonly #parent: Deadline | null;

  constructor(ms: number, clock: Clock, parent: Deadline | null = null) {
    this.#clock = clock;
    this.#end = clock.now() + ms;
    this.#parent = parent;
  }

  static after(ms: number, clock: Clock): Deadline {
    return new Deadline(ms, clock);
  }

  remaining(): number {
    const own = this.#end - this.#clock.now();
    return Math.max(0, Math.min(own, this.#parent?.remaining() ?? own));
  }

  child(ms: number): Deadline {
    return ms >= this.remaining() ? this : new Deadline(ms, this.#clock, this);
  }

  toHeader(): string {
    return `${BigInt(Math.floor(this.remaining()))}`;
  }

  static fromHeader(header: string | undefined, clock: Clock): Deadline | null {
    if (!header || header.length > 15 || /[^0-9]/.test(header)) return null;
    return new Deadline(Number.parseInt(header, 10), clock);
  }
}
