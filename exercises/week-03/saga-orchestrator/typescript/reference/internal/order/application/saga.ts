import type { Clock } from '../../../kit';
import {
  SagaStartedError,
  SagaUnknownError,
  StepRefusedError,
  type RetryPolicy,
  type SagaLog,
  type SagaOutcome,
  type Step,
} from './saga-types';

/** Steps are numbers in the definition. `begun` and `undoing` are stored before each call, retries included. */
type Entry<C> =
  | { is: 'started'; context: C }
  | { is: 'begun' }
  | { is: 'done'; result?: Partial<C> | void }
  | { is: 'turned'; undo: number[] }
  | { is: 'undoing'; step: number }
  | { is: 'undone'; step: number };

/** What the entries add up to. */
interface State<C> {
  entries: number;
  context: C;
  /** The step whose action comes next. */
  next: number;
  /** How often its action has been begun, in all processes. */
  begun: number;
  /** Once the saga has turned round: the steps that still have to be taken back, first to be called first. */
  undo: number[] | null;
}

type Ending<T> = { status: 'done'; result: T } | { status: 'refused' | 'unknown' };

/** Takes one business transaction through several services, or back. */
export class Saga<C extends object> {
  readonly #id: string;
  readonly #steps: Step<C>[];
  readonly #log: SagaLog;
  readonly #clock: Clock;
  readonly #retry: RetryPolicy;

  constructor(d: { id: string; steps: Step<C>[]; log: SagaLog; clock: Clock; retry: RetryPolicy }) {
    this.#id = d.id;
    this.#steps = d.steps;
    this.#log = d.log;
    this.#clock = d.clock;
    this.#retry = d.retry;
  }

  async run(context: C): Promise<SagaOutcome> {
    const started: Entry<C> = { is: 'started', context: copy(context) };
    const state = await this.#read();
    const outcome = outcomeOf(state, this.#steps);
    if (outcome) return outcome;
    if (state.entries > 0) throw new SagaStartedError(`Saga ${this.#id} was started before.`);
    await this.#store(state, started);
    return this.#goOn(state);
  }

  async resume(): Promise<SagaOutcome> {
    const state = await this.#read();
    if (state.entries === 0) throw new SagaUnknownError(`There is no saga ${this.#id}.`);
    return this.#goOn(state);
  }

  async #goOn(state: State<C>): Promise<SagaOutcome> {
    while (!state.undo && state.next < this.#steps.length) {
      if (!(await this.#doNext(state))) return 'needs-attention';
    }
    for (const step of [...(state.undo ?? [])]) await this.#undo(state, step);
    return outcomeOf(state, this.#steps) ?? 'needs-attention';
  }

  /** Does the next step, or turns round. Tells whether either was possible. */
  async #doNext(state: State<C>): Promise<boolean> {
    const step = this.#steps[state.next]!;
    const key = this.#key(step, 'action');
    const ending = await this.#call(state, { is: 'begun' }, () => step.action(copy(state.context), key));
    if (ending.status === 'done') {
      await this.#store(state, { is: 'done', result: ending.result });
      return true;
    }
    // Every other call that was begun ended without an answer.
    const isUnknown = ending.status === 'unknown' || state.begun > 1;
    const pivot = this.#steps.findIndex((one) => one.pivot);
    if (pivot >= 0 && (state.next > pivot || (state.next === pivot && isUnknown))) return false;
    const undo = this.#steps.map((_, at) => at).slice(0, state.next + (isUnknown ? 1 : 0));
    await this.#store(state, { is: 'turned', undo: undo.reverse() });
    return true;
  }

  async #undo(state: State<C>, at: number): Promise<void> {
    const step = this.#steps[at]!;
    const [key, actionKey] = [this.#key(step, 'compensation'), this.#key(step, 'action')];
    const ending = await this.#call(state, { is: 'undoing', step: at }, () =>
      step.compensate?.(copy(state.context), key, actionKey),
    );
    if (ending.status === 'done') await this.#store(state, { is: 'undone', step: at });
  }

  /** Calls until it succeeds, is refused, or all attempts are used up. */
  async #call<T>(state: State<C>, entry: Entry<C>, call: () => T | Promise<T>): Promise<Ending<T>> {
    for (let failed = 1; ; failed++) {
      await this.#store(state, entry);
      try {
        return { status: 'done', result: await call() };
      } catch (error) {
        if (error instanceof StepRefusedError) return { status: 'refused' };
        if (failed >= this.#retry.attempts) return { status: 'unknown' };
      }
      await this.#clock.sleep(this.#retry.delayMs(failed));
    }
  }

  /** JSON keeps apart whatever ids and names hold. */
  #key(step: Step<C>, kind: 'action' | 'compensation'): string {
    return JSON.stringify([this.#id, step.name, kind]);
  }

  async #read(): Promise<State<C>> {
    const state: State<C> = { entries: 0, context: {} as C, next: 0, begun: 0, undo: null };
    for (const entry of await this.#log.read(this.#id)) apply(state, entry as Entry<C>);
    return state;
  }

  /** Stores what happened, then believes it. */
  async #store(state: State<C>, entry: Entry<C>): Promise<void> {
    await this.#log.append(this.#id, entry, state.entries);
    apply(state, copy(entry));
  }
}

function apply<C>(state: State<C>, entry: Entry<C>): void {
  state.entries++;
  if (entry.is === 'started') state.context = entry.context;
  if (entry.is === 'begun') state.begun++;
  if (entry.is === 'done') {
    state.context = { ...state.context, ...entry.result };
    state.next++;
    state.begun = 0;
  }
  if (entry.is === 'turned') state.undo = entry.undo;
  if (entry.is === 'undone') state.undo = state.undo!.filter((step) => step !== entry.step);
}

/** How the saga has ended, or nothing while there is something to do. */
function outcomeOf<C extends object>(state: State<C>, steps: Step<C>[]): SagaOutcome | null {
  if (state.entries === 0) return null;
  if (state.undo) return state.undo.length === 0 ? 'compensated' : null;
  return state.next === steps.length ? 'completed' : null;
}

/** As the log would give it back. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
