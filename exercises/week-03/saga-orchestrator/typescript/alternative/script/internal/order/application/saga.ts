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

type Fact = readonly [name: string, value: unknown];

/** What the log holds, as facts by name, each with the number of times that it was stored. */
class Journal {
  readonly #log: SagaLog;
  readonly #id: string;
  readonly #values = new Map<string, unknown>();
  readonly #counts = new Map<string, number>();
  #size = 0;

  constructor(log: SagaLog, id: string) {
    this.#log = log;
    this.#id = id;
  }

  async read(): Promise<this> {
    for (const fact of await this.#log.read(this.#id)) this.#learn(fact as Fact);
    return this;
  }

  async write(name: string, value: unknown = null): Promise<void> {
    await this.#log.append(this.#id, [name, value], this.#size);
    this.#learn(JSON.parse(JSON.stringify([name, value])) as Fact);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  value(name: string): unknown {
    return structuredClone(this.#values.get(name));
  }

  #learn([name, value]: Fact): void {
    this.#size++;
    this.#values.set(name, value);
    this.#counts.set(name, this.count(name) + 1);
  }
}

/** Takes one business transaction through several services, or back. */
export class Saga<C extends object> {
  readonly #d: { id: string; steps: Step<C>[]; log: SagaLog; clock: Clock; retry: RetryPolicy };

  constructor(d: { id: string; steps: Step<C>[]; log: SagaLog; clock: Clock; retry: RetryPolicy }) {
    this.#d = d;
  }

  async run(context: C): Promise<SagaOutcome> {
    const text = JSON.stringify(context);
    const journal = await this.#journal();
    if (journal.has('end')) return journal.value('end') as SagaOutcome;
    if (journal.has('context')) throw new SagaStartedError(this.#d.id);
    await journal.write('context', JSON.parse(text));
    return this.#play(journal);
  }

  async resume(): Promise<SagaOutcome> {
    const journal = await this.#journal();
    if (!journal.has('context')) throw new SagaUnknownError(this.#d.id);
    if (journal.has('end')) return journal.value('end') as SagaOutcome;
    return this.#play(journal);
  }

  #journal(): Promise<Journal> {
    return new Journal(this.#d.log, this.#d.id).read();
  }

  async #play(journal: Journal): Promise<SagaOutcome> {
    let context = journal.value('context') as C;
    const undo: Step<C>[] = [];
    let isPast = false;
    for (const step of this.#d.steps) {
      if (!journal.has(`failed ${step.name}`)) {
        const isDone = await this.#act(journal, step, context, isPast);
        if (!isDone) return 'needs-attention';
      }
      const failed = journal.value(`failed ${step.name}`);
      if (failed !== 'refused') undo.unshift(step);
      if (failed) return this.#back(journal, undo, context);
      context = { ...context, ...(journal.value(`done ${step.name}`) as Partial<C> | null) };
      isPast ||= step.pivot === true;
    }
    await journal.write('end', 'completed');
    return 'completed';
  }

  /** Leaves behind that the step is done or that it failed. When there is no way back, neither, and it tells so. */
  async #act(journal: Journal, step: Step<C>, context: C, isPast: boolean): Promise<boolean> {
    const [done, begun] = [`done ${step.name}`, `begun ${step.name}`];
    if (journal.has(done)) return true;
    const outcome = await this.#attempt(journal, begun, () =>
      step.action(structuredClone(context), this.#key(step, 0)),
    );
    if (outcome.is === 'done') {
      await journal.write(done, outcome.result ?? null);
      return true;
    }
    const isRefused = outcome.is === 'refused' && journal.count(begun) === 1;
    if (isPast || (step.pivot && !isRefused)) return false;
    await journal.write(`failed ${step.name}`, isRefused ? 'refused' : 'unknown');
    return true;
  }

  async #back(journal: Journal, undo: Step<C>[], context: C): Promise<SagaOutcome> {
    let isWhole = true;
    for (const step of undo) {
      const undone = `undone ${step.name}`;
      if (journal.has(undone)) continue;
      const outcome = await this.#attempt(journal, `undoing ${step.name}`, () =>
        step.compensate?.(structuredClone(context), this.#key(step, 1), this.#key(step, 0)),
      );
      if (outcome.is === 'done') await journal.write(undone);
      else isWhole = false;
    }
    if (!isWhole) return 'needs-attention';
    await journal.write('end', 'compensated');
    return 'compensated';
  }

  async #attempt<T>(
    journal: Journal,
    begun: string,
    call: () => Promise<T> | T,
    failed = 0,
  ): Promise<{ is: 'done'; result: T } | { is: 'refused' | 'unknown' }> {
    if (failed > 0) await this.#d.clock.sleep(this.#d.retry.delayMs(failed));
    await journal.write(begun);
    try {
      return { is: 'done', result: await call() };
    } catch (error) {
      if (error instanceof StepRefusedError) return { is: 'refused' };
      if (failed + 1 >= this.#d.retry.attempts) return { is: 'unknown' };
    }
    return this.#attempt(journal, begun, call, failed + 1);
  }

  #key(step: Step<C>, kind: number): string {
    return [this.#d.id, step.name, String(kind)].map((part) => encodeURIComponent(part)).join('/');
  }
}
