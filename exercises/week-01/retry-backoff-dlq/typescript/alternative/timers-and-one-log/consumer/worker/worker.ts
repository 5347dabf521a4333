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
  let pause = Math.min(o.baseMs, o.maxMs);
  for (let n = 1; n < attempt && pause < o.maxMs && pause > 0; n++) pause = Math.min(pause * 2, o.maxMs);
  return o.jitter === 'full' ? Math.ceil(o.rng() * pause) : pause;
}

class Letter implements DeadLetter {
  readonly message: Msg;
  readonly summary: string;

  constructor(
    message: Msg,
    readonly error: unknown,
    readonly attempts: number,
    readonly firstFailureAt: number,
    readonly lastFailureAt: number,
  ) {
    this.message = { ...message, headers: { ...message.headers } };
    this.summary = `gave up after ${attempts}`;
  }
}

interface Entry {
  readonly kind: 'message' | 'retry';
  readonly at: number;
}

/** Handles messages, retries failures, and parks what it gives up. */
export class Worker {
  readonly options: WorkerOptions;
  log: Entry[] = [];

  constructor(options: WorkerOptions) {
    this.options = { ...options };
  }

  /** Resolves when the message is dealt with, so that its offset may be committed. Rejects when it has to come again. */
  process(message: Msg, signal: AbortSignal): Promise<'ok' | 'dead-lettered'> {
    return new Promise((resolve, reject) => new Job(this, message, signal, resolve, reject).begin());
  }

  note(kind: Entry['kind']): void {
    if (this.options.retryBudget) this.log.push({ kind, at: this.options.clock.now() });
  }

  grants(): boolean {
    const budget = this.options.retryBudget;
    if (!budget) return true;
    const oldest = this.options.clock.now() - budget.windowMs;
    this.log = this.log.filter(({ at }) => at > oldest);
    const count = (kind: Entry['kind']): number => this.log.filter((entry) => entry.kind === kind).length;
    const share = Math.trunc((count('message') * budget.percent) / 100);
    if (count('retry') >= share && count('retry') >= budget.minRetries) return false;
    this.note('retry');
    return true;
  }
}

/** One message on its way. */
class Job {
  #attempts = 0;
  #firstFailureAt: number | null = null;

  constructor(
    readonly worker: Worker,
    readonly message: Msg,
    readonly signal: AbortSignal,
    readonly resolve: (result: 'ok' | 'dead-lettered') => void,
    readonly reject: (error: unknown) => void,
  ) {}

  begin(): void {
    if (this.signal.aborted) return this.reject(this.signal.reason);
    this.worker.note('message');
    this.#attempt();
  }

  #attempt(): void {
    this.#attempts += 1;
    const work = new AbortController();
    const forward = (): void => work.abort(this.signal.reason);
    this.signal.addEventListener('abort', forward);
    const unlink = (): void => this.signal.removeEventListener('abort', forward);
    new Promise<void>((resolve) => resolve(this.worker.options.handle(this.message, work.signal))).then(
      () => {
        unlink();
        this.resolve('ok');
      },
      (error: unknown) => {
        unlink();
        this.#failed(error);
      },
    );
  }

  #failed(error: unknown): void {
    if (this.signal.aborted) return this.reject(this.signal.reason);
    const { clock, maxAttempts, isRetryable = () => true } = this.worker.options;
    const now = clock.now();
    if (this.#firstFailureAt === null) this.#firstFailureAt = now;
    const isAnyLeft = isRetryable(error) && this.#attempts < maxAttempts;
    if (isAnyLeft && this.worker.grants()) this.#pause();
    else this.#park(new Letter(this.message, error, this.#attempts, this.#firstFailureAt, now));
  }

  #pause(): void {
    const { clock } = this.worker.options;
    const stop = (): void => {
      cancel();
      this.reject(this.signal.reason);
    };
    this.signal.addEventListener('abort', stop, { once: true });
    const cancel = clock.setTimeout(
      () => {
        this.signal.removeEventListener('abort', stop);
        this.#attempt();
      },
      backoffMs(this.#attempts, this.worker.options),
    );
  }

  #park(letter: Letter): void {
    new Promise<void>((resolve) => resolve(this.worker.options.deadLetter(letter))).then(
      () => this.resolve('dead-lettered'),
      this.reject,
    );
  }
}
