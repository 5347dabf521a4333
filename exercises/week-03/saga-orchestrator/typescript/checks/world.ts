import {
  describeError,
  equal,
  fail,
  KvServer,
  ManualClock,
  outcomeOf,
  settle,
  show,
  watch,
  type Gate,
  type Outcome,
} from 'codealong/checkkit';
import { Saga } from '../reference/internal/order/application/saga';
import { logOf } from './log';
import { describePlan, nameOf, type Call, type Context, type Plan } from './plan';
import { Services } from './services';

/** How many calls all services answer in one world. After that a saga waits forever. */
const patience = 1_000;

/** One saga, its log and the services that it calls, behind as many processes as a check opens. */
export class World {
  readonly clock = new ManualClock();
  readonly store = new KvServer();
  readonly plan: Plan;
  readonly calls: Call[] = [];
  /** When each of them began. */
  readonly times: number[] = [];
  readonly services: Services;
  /** What broke a rule in any process, as it was seen first. */
  readonly seen: { overlap?: string; unstored?: string; afterConflict?: string } = {};

  constructor(plan: Plan) {
    this.plan = plan;
    this.services = new Services(plan);
  }

  /** A process with a connection of its own to the log and to the services. */
  open(gate: Gate = {}): Saga<Context> {
    const { id = 'order-1', steps, attempts = 3 } = this.plan;
    const process = { running: 0, last: '', stored: false, isRefused: false };
    const store = this.store.connect(gate);
    const called = async (call: Call, answer: () => Promise<Context | void>): Promise<Context | void> => {
      if (gate.dead || this.calls.length >= patience) return new Promise(() => undefined);
      const name = nameOf(call);
      if (process.running > 0) this.seen.overlap ??= `${name} began while ${process.last} was under way`;
      if (!process.stored) this.seen.unstored ??= between(process.last, name);
      if (process.isRefused) this.seen.afterConflict ??= name;
      Object.assign(process, { stored: false, last: name });
      process.running++;
      this.calls.push(call);
      this.times.push(this.clock.now());
      try {
        return await answer();
      } finally {
        process.running--;
      }
    };
    return new Saga<Context>({
      id,
      steps: steps.map((name) => this.services.step(name, store, called)),
      log: logOf(store, process),
      clock: this.clock,
      retry: Object.freeze({ attempts, delayMs: this.plan.delayMs ?? ((failed: number) => 100 * failed) }),
    });
  }

  /** What went in, for the learner. */
  get story(): string {
    return describePlan(this.plan);
  }

  /** Names of the calls from number `from` on: `s0 s1 undo-s0`. */
  trace(from = 0): string {
    return this.calls.slice(from).map(nameOf).join(' ');
  }

  /** Runs a call to its end. Time moves on while it waits for nothing else. */
  async end<T>(call: () => T | Promise<T>, input = this.story): Promise<Outcome<T>> {
    const running = watch(outcomeOf(call));
    do await settle();
    while (running.state === 'pending' && (await this.clock.advanceToNext()));
    if (running.value) return running.value;
    return fail({
      message: 'The saga does not come to an end.',
      input,
      expected: 'it resolves or rejects',
      actual:
        this.calls.length >= patience
          ? `it is still at work after ${patience} calls: ${this.trace().slice(0, 80)} …`
          : `it is still waiting after the calls ${this.trace() || '(none)'}`,
    });
  }

  /** Lets everything go on that can, time included. For calls that never end, since their process has died. */
  async idle(): Promise<void> {
    do await settle();
    while (await this.clock.advanceToNext());
  }

  /** What the saga resolved to. */
  async outcome(
    call: () => Promise<unknown>,
    expected: string,
    input = this.story,
    when = 'The saga',
  ): Promise<void> {
    const outcome = await this.end(call, input);
    if (outcome.status === 'returned' && outcome.value === expected) return;
    fail({
      message:
        outcome.status === 'threw'
          ? `${when} rejected.`
          : `${when} resolved to ${show(outcome.value)}; ${show(expected)} was expected.`,
      input,
      expected: `it resolves to ${show(expected)}`,
      actual: endOf(outcome),
    });
  }

  /** The names of all calls from number `from` on, in order. */
  expectCalls(expected: string, input = this.story, from = 0, when = ''): void {
    const actual = this.trace(from);
    if (this.seen.overlap)
      fail({
        message: `${when}Two calls were under way at once: ${this.seen.overlap}.`,
        input,
        expected: 'each call after the one before has ended',
        actual: actual || 'no calls',
      });
    if (actual === expected) return;
    fail({
      message: `${when}${difference(words(expected), words(actual))}`,
      input,
      expected: expected || 'no calls',
      actual: actual || 'no calls',
    });
  }

  /** What stands in the services in the end, and how it came there. */
  expectEffects(expected: string, input: string, when = ''): void {
    const actual = this.services.effects.join(' ');
    if (actual === expected) return;
    fail({
      message: `${when}${effectsDiffer(words(expected), words(actual))}`,
      input,
      expected: `effects: ${expected || 'none'}`,
      actual: `effects: ${actual || 'none'}; calls: ${this.trace()}`,
    });
  }

  expectNoTimer(input = this.story): void {
    equal(this.clock.pending(), 0, {
      message: 'The saga has ended, and timers are still waiting.',
      input,
    });
  }
}

export function endOf(outcome: Outcome<unknown>): string {
  return outcome.status === 'threw'
    ? `it rejected with ${describeError(outcome.error)}`
    : `it resolved to ${show(outcome.value)}`;
}

function between(last: string, name: string): string {
  if (last === '') return `before the first call, ${name}`;
  return last === name ? `between two calls of ${name}` : `between ${last} and ${name}`;
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

function count(list: readonly string[], one: string): number {
  return list.filter((other) => other === one).length;
}

/** The first call that came too often or not often enough; else their order. */
function difference(expected: readonly string[], actual: readonly string[]): string {
  for (const name of new Set([...expected, ...actual])) {
    const [wanted, got] = [count(expected, name), count(actual, name)];
    if (wanted === got) continue;
    const what = name.startsWith('undo-')
      ? `The compensation of ${name.slice('undo-'.length)}`
      : `The action of ${name}`;
    if (got === 0) return `${what} was not called.`;
    return wanted === 0
      ? `${what} was called; it should not have been.`
      : `${what} was called ${got} times; ${wanted} ${wanted === 1 ? 'was' : 'were'} expected.`;
  }
  return 'The calls came in another order.';
}

function effectsDiffer(expected: readonly string[], actual: readonly string[]): string {
  for (const name of new Set([...expected, ...actual])) {
    const [wanted, got] = [count(expected, name), count(actual, name)];
    if (wanted === got) continue;
    const step = name.slice(1);
    if (name.startsWith('+')) return `Step ${step} took effect ${got} times; ${wanted} expected.`;
    return `Step ${step} was taken back ${got} times; ${wanted} expected.`;
  }
  return 'The effects came in another order.';
}
