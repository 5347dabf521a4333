import { fail } from './expect';
import type { Gate, Operation } from './gate';
import type { ManualClock } from './manual-clock';
import { settle, watch } from './settle';

/**
 * What goes wrong at one step of a process:
 * - `crash`: the process stops there for good. No call of it is answered any more, nothing that it still asks for happens, and
 *   servers end what it had open. It can't notice: no `catch` and no `finally` of it runs.
 * - `outage`: its connection is lost. This call and all later ones reject.
 * - `glitch`: this one call rejects, later ones work.
 */
export type Trouble = 'crash' | 'outage' | 'glitch';

/** The step that trouble comes at, 1 for the first, and whether the step is carried out by then. */
export interface Point {
  readonly step: number;
  readonly moment: 'before' | 'after';
}

/** How a process came to the end of what it ran. */
export type Ending<T> =
  | { readonly status: 'returned'; readonly value: T }
  | { readonly status: 'threw'; readonly error: unknown }
  | { readonly status: 'died' };

const stories = {
  crash: 'the process dies',
  outage: 'the connection is lost for good',
  glitch: 'one call fails',
} as const;

/**
 * A process with trouble ahead. It is the gate of its connections to all doubles, and their operations are its steps. A
 * restart is a new instance of the component over the same doubles, without this gate.
 */
export class Process implements Gate {
  readonly #trouble: Trouble;
  readonly #point: Point;
  readonly #errorOf: () => unknown;
  readonly #numbers = new WeakMap<Operation, number>();
  readonly #listeners: (() => void)[] = [];
  #steps = 0;
  #struck: Operation | undefined;

  constructor(trouble: Trouble, point: Point, errorOf: () => unknown = connectionReset) {
    this.#trouble = trouble;
    this.#point = point;
    this.#errorOf = errorOf;
  }

  /** Whether it came as far as its trouble. */
  get struck(): boolean {
    return this.#struck !== undefined;
  }

  get dead(): boolean {
    return this.struck && this.#trouble === 'crash';
  }

  /** What happened, for the input of a finding: `the process dies after step 3, set order-1`. */
  get story(): string {
    if (!this.#struck) return 'nothing goes wrong';
    const { moment, step } = this.#point;
    return `${stories[this.#trouble]} ${moment} step ${step}, ${[this.#struck.name, ...this.#struck.keys].join(' ')}`;
  }

  before(operation: Operation): void {
    this.#numbers.set(operation, ++this.#steps);
    if (this.struck && this.#trouble === 'outage') throw this.#errorOf();
    this.#pass(operation, 'before');
  }

  after(operation: Operation): void {
    this.#pass(operation, 'after');
  }

  onDeath(fn: () => void): void {
    if (this.dead) fn();
    else this.#listeners.push(fn);
  }

  /** Resolves when the call has ended or the process has died, whichever comes first. Never rejects. */
  ending<T>(call: () => T | Promise<T>): Promise<Ending<T>> {
    return new Promise((resolve) => {
      this.onDeath(() => resolve({ status: 'died' }));
      Promise.resolve()
        .then(call)
        .then(
          (value) => resolve({ status: 'returned', value }),
          (error: unknown) => resolve({ status: 'threw', error }),
        );
    });
  }

  /**
   * Runs a call of this process to its ending. With a clock, time moves on when nothing else can. Fails when the call never
   * ends.
   */
  async run<T>(call: () => T | Promise<T>, clock?: ManualClock): Promise<Ending<T>> {
    const running = watch(this.ending(call));
    do await settle();
    while (running.state === 'pending' && (await clock?.advanceToNext()));
    if (running.value) return running.value;
    return fail({
      message: 'The call never ends, although everything that it asked for was answered.',
      input: this.story,
      expected: 'the call returns or throws',
      actual: 'it is still waiting',
    });
  }

  #pass(operation: Operation, moment: Point['moment']): void {
    if (this.struck || moment !== this.#point.moment) return;
    if (this.#numbers.get(operation) !== this.#point.step) return;
    this.#struck = operation;
    if (this.#trouble !== 'crash') throw this.#errorOf();
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Runs the scenario once for each point that trouble can come at: before the first step, before the second, …, and after each.
 * The scenario runs its component with `process` as gate, then looks at what is left, restarts, and fails when a rule is
 * broken. Resolves to the number of points. For two faults in one scenario, call it in itself.
 */
export async function everyFault(
  trouble: Trouble,
  scenario: (process: Process) => Promise<void>,
  options: { readonly limit?: number; readonly errorOf?: () => unknown } = {},
): Promise<number> {
  const { limit = 500, errorOf } = options;
  let points = 0;
  for (const moment of ['before', 'after'] as const) {
    for (let step = 1; ; step++) {
      if (step > limit) fail({ message: `It takes more than ${limit} calls to the outside.` });
      const process = new Process(trouble, { step, moment }, errorOf);
      await scenario(process);
      if (!process.struck) break;
      points++;
    }
  }
  return points;
}

/** What a client sees of a connection that is gone. */
export function connectionReset(): Error {
  return Object.assign(new Error('connection reset'), { code: 'ECONNRESET' });
}
