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

type Dependencies<C extends object> = {
  id: string;
  steps: Step<C>[];
  log: SagaLog;
  clock: Clock;
  retry: RetryPolicy;
};

interface Snapshot<C> {
  context: C;
  /** `forward`: the action of `at` is being called. `back`: the compensation of `at` is. */
  phase: 'forward' | 'back' | 'over';
  at: string | null;
  /** The action of `at` was called before, and nobody knows what came of it. */
  isUnknown: boolean;
  /** Names of the steps to take back, the next one last. */
  toUndo: string[];
  /** Of these the compensation was given up. */
  givenUp: string[];
  outcome: SagaOutcome | null;
}

/** Takes one business transaction through several services, or back. */
export class Saga<C extends object> {
  readonly #d: Dependencies<C>;

  constructor(d: Dependencies<C>) {
    this.#d = { ...d, steps: [...d.steps] };
  }

  run = async (context: C): Promise<SagaOutcome> => {
    const own = structuredClone(context);
    const [last] = await this.#last();
    if (last && last.phase === 'over' && last.outcome !== 'needs-attention') return last.outcome!;
    if (last) throw new SagaStartedError(this.#d.id);
    const first: Snapshot<C> = {
      context: own,
      phase: 'forward',
      at: this.#d.steps[0]?.name ?? null,
      isUnknown: false,
      toUndo: [],
      givenUp: [],
      outcome: null,
    };
    return new Journey(this.#d, 0).forward(first);
  };

  resume = async (): Promise<SagaOutcome> => {
    const [last, size] = await this.#last();
    if (!last) throw new SagaUnknownError(this.#d.id);
    const journey = new Journey(this.#d, size);
    if (last.phase === 'forward') return journey.forward({ ...last, isUnknown: true });
    const isAfterPivot = last.phase === 'over' && last.givenUp.length === 0;
    if (last.phase === 'over' && last.outcome !== 'needs-attention') return last.outcome!;
    if (isAfterPivot) return journey.forward({ ...last, phase: 'forward', isUnknown: true });
    const toUndo = [...last.toUndo, ...[...last.givenUp].reverse()];
    return journey.back({ ...last, phase: 'back', toUndo, givenUp: [] });
  };

  async #last(): Promise<[last: Snapshot<C> | undefined, size: number]> {
    const entries = await this.#d.log.read(this.#d.id);
    return [entries.at(-1) as Snapshot<C> | undefined, entries.length];
  }
}

/** One process that goes on with a saga, and the number of entries that it knows of. */
class Journey<C extends object> {
  readonly #d: Dependencies<C>;
  #size: number;

  constructor(d: Dependencies<C>, size: number) {
    this.#d = d;
    this.#size = size;
  }

  async forward(state: Snapshot<C>): Promise<SagaOutcome> {
    const at = this.#d.steps.findIndex(({ name }) => name === state.at);
    const step = this.#d.steps[at];
    if (!step) return this.#over(state, 'completed');
    let { isUnknown } = state;
    let result: Partial<C> | void = undefined;
    for (let left = this.#d.retry.attempts; ;) {
      await this.#store({ ...state, isUnknown });
      try {
        result = await step.action(structuredClone(state.context), this.#keyOf(step));
        break;
      } catch (error) {
        const isRefused = error instanceof StepRefusedError;
        isUnknown ||= !isRefused;
        if (isRefused || --left === 0) return this.#turn({ ...state, isUnknown }, at);
      }
      await this.#sleep(this.#d.retry.attempts - left);
    }
    const context = structuredClone({ ...state.context, ...result });
    const toUndo = step.compensate ? [...state.toUndo, step.name] : state.toUndo;
    return this.forward({
      ...state,
      context,
      toUndo,
      at: this.#d.steps[at + 1]?.name ?? null,
      isUnknown: false,
    });
  }

  async #turn(state: Snapshot<C>, at: number): Promise<SagaOutcome> {
    const step = this.#d.steps[at]!;
    const isPast = this.#d.steps.slice(0, at).some(({ pivot }) => pivot);
    if (isPast || (step.pivot && state.isUnknown)) return this.#over(state, 'needs-attention');
    const isUndone = state.isUnknown && step.compensate;
    return this.back({
      ...state,
      phase: 'back',
      toUndo: isUndone ? [...state.toUndo, step.name] : state.toUndo,
    });
  }

  async back(state: Snapshot<C>): Promise<SagaOutcome> {
    const name = state.toUndo.at(-1);
    const step = this.#d.steps.find((one) => one.name === name);
    if (!step) return this.#over(state, state.givenUp.length > 0 ? 'needs-attention' : 'compensated');
    const others = state.toUndo.slice(0, -1);
    for (let failed = 1; ; failed++) {
      await this.#store({ ...state, at: step.name });
      try {
        await step.compensate?.(structuredClone(state.context), `${this.#keyOf(step)}-`, this.#keyOf(step));
        return this.back({ ...state, toUndo: others });
      } catch (error) {
        if (error instanceof StepRefusedError || failed >= this.#d.retry.attempts) break;
      }
      await this.#sleep(failed);
    }
    return this.back({ ...state, toUndo: others, givenUp: [...state.givenUp, step.name] });
  }

  async #over(state: Snapshot<C>, outcome: SagaOutcome): Promise<SagaOutcome> {
    await this.#store({ ...state, phase: 'over', outcome });
    return outcome;
  }

  async #store(snapshot: Snapshot<C>): Promise<void> {
    await this.#d.log.append(this.#d.id, snapshot, this.#size);
    this.#size++;
  }

  async #sleep(failed: number): Promise<void> {
    const ms = this.#d.retry.delayMs(failed);
    if (ms > 0) await this.#d.clock.sleep(ms);
  }

  /** The length of the id says where it ends. */
  #keyOf(step: Step<C>): string {
    return `${this.#d.id.length}:${this.#d.id}${step.name}+`;
  }
}
