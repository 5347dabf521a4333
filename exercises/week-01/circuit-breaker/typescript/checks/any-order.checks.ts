import { equal, seededRng } from 'codealong/checkkit';
import { Bench } from './bench';
import { describeCall, describeWait, type Call } from './call';
import { Model, type Ending, type Limits } from './model';

const ignored = new Error('the order was invalid');
const outage = new Error('outage');

/** A breaker and the model of the rules, which go through the same events. */
class Comparison {
  readonly #limits: Limits;
  readonly #bench: Bench;
  readonly #model: Model;
  readonly #changes: string[] = [];
  readonly #events: string[] = [];
  readonly #running: { call: Call; generation: number; name: string }[] = [];
  #calls = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#model = new Model(limits);
    this.#bench = new Bench({
      ...limits,
      isFailure: (error) => error !== ignored,
      onStateChange: (from, to) => this.#changes.push(`${from} to ${to}`),
    });
  }

  get isOpen(): boolean {
    return this.#model.state === 'open';
  }

  async call(): Promise<void> {
    const name = `call ${++this.#calls}`;
    this.#events.push(name);
    const answer = this.#model.call(this.#bench.clock.now());
    const call = await this.#bench.begin();
    if ('generation' in answer) {
      this.#running.push({ call, generation: answer.generation, name });
      this.#compare(name, call.isRunning ? 'fn runs' : describeCall(call), 'fn runs');
    } else {
      this.#compare(name, describeWait(call), `rejected with retryAfterMs ${answer.retryAfterMs}`);
    }
    this.#compareState();
  }

  async end(pick: (count: number) => number, ending: Ending): Promise<void> {
    const [ended] = this.#running.splice(pick(this.#running.length), 1);
    if (!ended) return;
    this.#events.push(`${ended.name} ends: ${ending}`);
    this.#model.end(ended.generation, ending, this.#bench.clock.now());
    if (ending === 'success') await ended.call.succeed();
    else await ended.call.fail(ending === 'ignored' ? ignored : outage);
    this.#compareState();
  }

  async pass(ms: number): Promise<void> {
    this.#events.push(`${ms} ms pass`);
    await this.#bench.clock.advance(ms);
    this.#compareState();
  }

  /** One change after the other is compared as it comes, so the last one tells about all of them. */
  #compareState(): void {
    const [seen, expected] = [this.#changes, this.#model.changes];
    if (seen.length !== expected.length || seen.at(-1) !== expected.at(-1))
      this.#compare('the last calls of the listener', lastOf(seen), lastOf(expected));
    this.#compare('the state', this.#bench.breaker.state, this.#model.state);
  }

  #compare(what: string, actual: unknown, expected: unknown): void {
    if (Object.is(actual, expected)) return;
    const message = `After these events the rules ask for something else: ${what}.`;
    equal(actual, expected, { message, input: this.#story() });
  }

  /** What happened so far. It is told only when something is wrong: there are thousands of comparisons. */
  #story(): string {
    const options = Object.entries(this.#limits).map(([name, value]) => `${name} ${value}`);
    return `${options.join(', ')}: ${this.#events.join('; ')}`;
  }
}

function lastOf(changes: readonly string[]): string {
  return `${changes.length} in all; the last: ${changes.slice(-3).join(' · ')}`;
}

const often = (times: number, ending: Ending): readonly Ending[] => Array<Ending>(times).fill(ending);
const endings = [...often(3, 'failure'), ...often(3, 'success'), ...often(2, 'ignored')];
const waits = [400, 600, 1_000, 1_000];

/** Short orders, so that a finding shows few events, and three long ones that find what no short order does. */
const seeds = [...Array(80).keys(), 143, 167, 207];

it('holds-in-any-order', async () => {
  for (const seed of seeds) {
    const random = seededRng(seed);
    const pick = (count: number): number => Math.floor(random() * count);
    const comparison = new Comparison({
      maxFailures: 1 + pick(3),
      timeoutMs: 1_000,
      halfOpenMaxCalls: 1 + pick(3),
      successThreshold: 1 + pick(3),
    });
    const steps = 8 + Math.floor(seed / 6);
    for (let step = 0; step < steps; step++) {
      const dice = pick(20);
      // While it is open, calls are only rejected: time is what makes a difference then.
      const [calls, ends] = comparison.isOpen ? [4, 9] : [10, 18];
      if (dice < calls) await comparison.call();
      else if (dice < ends) await comparison.end(pick, endings[pick(endings.length)] ?? 'failure');
      else await comparison.pass(waits[pick(waits.length)] ?? 0);
    }
  }
});
