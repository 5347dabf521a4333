import { ManualClock, settle, watch, type Watched } from 'codealong/checkkit';
import { setMaxListeners } from 'node:events';
import { Worker, type WorkerOptions } from '../reference/consumer/worker/worker';

export type Message = Parameters<Worker['process']>[0];
export type Letter = Parameters<WorkerOptions['deadLetter']>[0];
export type Result = 'ok' | 'dead-lettered';

/** What one attempt does. The first one has the number 1. */
export type Plan = (attempt: number, signal: AbortSignal) => Promise<void>;

/** One call of `handle`. */
export interface Attempt {
  /** Milliseconds after the bench began. */
  readonly at: number;
  readonly message: Message;
  readonly signal: AbortSignal;
  /** Whether the signal had aborted before the call. */
  readonly wasAborted: boolean;
}

/** One call of `process`. */
export interface Order {
  readonly message: Message;
  readonly result: Watched<Result>;
  /** Resolves when `process` has ended, however it did. */
  readonly ended: Promise<void>;
}

export interface Setting extends Partial<
  Omit<WorkerOptions, 'handle' | 'deadLetter' | 'clock' | 'isRetryable'>
> {
  readonly clock?: ManualClock;
  readonly isRetryable?: (error: unknown) => boolean;
  /** What storing a letter does. It succeeds when left out. */
  readonly store?: (letter: Letter) => Promise<void>;
}

/** A worker on a clock that moves only when the check says so, and all that it does. */
export class Bench {
  readonly clock: ManualClock;
  readonly attempts: Attempt[] = [];
  /** When each letter was handed over, in milliseconds after the bench began. */
  readonly letterTimes: number[] = [];
  readonly letters: Letter[] = [];
  readonly worker: Worker;
  readonly #plans = new Map<number | undefined, { plan: Plan; attempts: number }>();
  readonly #attemptsOf = new Map<number | undefined, Attempt[]>();
  readonly #began: number;
  #messages = 0;

  constructor({ clock = new ManualClock(), store = async () => {}, ...setting }: Setting = {}) {
    this.clock = clock;
    this.#began = clock.now();
    const handle = (message: Message, signal: AbortSignal): Promise<void> => this.#handle(message, signal);
    const deadLetter = (letter: Letter): Promise<void> => {
      this.letterTimes.push(this.now());
      this.letters.push(letter);
      return store(letter);
    };
    const options = { baseMs: 1_000, maxMs: 30_000, jitter: 'none', rng: () => 0.5, maxAttempts: 3 } as const;
    this.worker = new Worker(Object.freeze({ ...options, ...setting, handle, deadLetter, clock }));
  }

  /** Milliseconds since the bench began. */
  now(): number {
    return this.clock.now() - this.#began;
  }

  /** Hands a message of its own to the worker. Without a signal it gets one that never aborts. */
  begin(plan: Plan, signal = never, fields: Partial<Message> = {}): Order {
    return this.again(message(this.#messages++, fields), plan, signal);
  }

  /** Hands a message to the worker that may have been there before. */
  again(message: Message, plan: Plan, signal = never): Order {
    this.#plans.set(message.offset, { plan, attempts: 0 });
    const ends = this.worker.process(message, signal);
    const ended = ends.then(
      () => {},
      () => {},
    );
    return { message, result: watch(ends), ended };
  }

  attemptsOf({ message }: Order): readonly Attempt[] {
    return this.#attemptsOf.get(message.offset) ?? [];
  }

  /** When the attempts of this message began. */
  timesOf(order: Order): readonly number[] {
    return this.attemptsOf(order).map(({ at }) => at);
  }

  #handle(message: Message, signal: AbortSignal): Promise<void> {
    const attempt = { at: this.now(), message, signal, wasAborted: signal?.aborted };
    this.attempts.push(attempt);
    const own = this.#attemptsOf.get(message?.offset);
    if (own) own.push(attempt);
    else this.#attemptsOf.set(message?.offset, [attempt]);
    const planned = this.#plans.get(message?.offset);
    if (!planned) return Promise.resolve();
    return planned.plan(++planned.attempts, signal);
  }
}

/** A message that nobody may change. Its offset is its number, and its neighbours are of other topics and partitions. */
export function message(number: number, fields: Partial<Message> = {}): Message {
  const headers = Object.freeze({ trace: `trace-${number}` });
  const topic = number % 5 === 4 ? 'refunds' : 'orders';
  const own = { topic, key: `order-${number}`, value: `{"order":${number}}`, partition: number % 12 };
  return Object.freeze({ ...own, offset: number, headers, ...fields });
}

/** Messages of every form that the type allows. */
export const forms: readonly (readonly [string, Message])[] = [
  ['without key', message(1, { key: null })],
  ['with an empty key', message(2, { key: '' })],
  ['with bytes in value', message(3, { value: new Uint8Array([0, 255, 10, 13]) })],
  ['with an empty value', message(4, { value: '' })],
  ['with offset 0 and partition 0', message(0, { partition: 0 })],
  ['with many headers', message(6, { headers: manyHeaders() })],
  [
    'without partition and offset',
    Object.freeze({ topic: 'orders', key: 'k', value: 'v', headers: Object.freeze({}) }),
  ],
];

function manyHeaders(): Record<string, string> {
  const headers = many(12, (index): [string, string] => [`h${index}`, `${index}`]);
  return Object.freeze(Object.fromEntries([...headers, ['Trace', 'A'], ['trace', ' a'], ['empty', '']]));
}

/** A controller whose signal may have any number of listeners without a warning from Node. */
export function controller(): AbortController {
  const made = new AbortController();
  setMaxListeners(0, made.signal);
  return made;
}

/** Made once: a signal costs more than all else of a message. */
const never = controller().signal;

export const down = new Error('the payment service is down');

class RefusedError extends TypeError {}

/** What `handle` may fail with. Nothing of them is for the worker to look at. */
export const errors: readonly unknown[] = [
  down,
  undefined,
  null,
  0,
  '',
  false,
  Number.NaN,
  'a text',
  new RefusedError('connection refused'),
  Symbol('a symbol'),
  Object.create(null),
  function aFunction() {},
  { then: (resolve: (value: string) => void) => resolve('what the error was unwrapped to') },
];

/** Fails so many times, then succeeds. */
export function failing(times: number, error: unknown = down): Plan {
  return (attempt) => (attempt <= times ? Promise.reject(error) : Promise.resolve());
}

export const alwaysFailing: Plan = () => Promise.reject(down);
export const succeeding: Plan = () => Promise.resolve();

/** Work that ends when the check says so. */
export class Gate {
  resolve: () => void = () => {};
  reject: (error: unknown) => void = () => {};
  readonly promise = new Promise<void>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

/** Lets everything go on that waits for no time, also what a solution puts off for some turns of the event loop. */
export async function rest(clock: ManualClock): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await settle();
  await clock.advance(0);
}

/** So many of something, counted from 0. */
export function many<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
