import { equal, seededRng } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/pkg/resilience/circuit-breaker';
import { Bench } from './bench';
import { describeCall, type Call } from './call';
import { Model, type Ending, type Limits } from './model';

const ignored = new Error('the order was invalid');

/** A breaker and the model of the rules, which go through the same events. */
class Comparison {
  readonly #limits: Limits;
  readonly #bench: Bench;
  readonly #model: Model;
  readonly #changes: string[] = [];
  readonly #events: string[] = [];
  readonly #running: { call: Call; period: number; name: string }[] = [];
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
    if ('period' in answer) {
      this.#running.push({ call, period: answer.period, name });
      this.#compare(name, call.isRunning ? 'fn runs' : describeCall(call), 'fn runs');
    } else {
      const { error } = call.result;
      const wait =
        call.runs === 0 && error instanceof CircuitOpenError ? error.retryAfterMs : describeCall(call);
      this.#compare(`${name}, turned away with retryAfterMs`, wait, answer.retryAfterMs);
    }
    this.#compareState();
  }

  async end(pick: (count: number) => number, ending: Ending): Promise<void> {
    const [ended] = this.#running.splice(pick(this.#running.length), 1);
    if (!ended) return;
    this.#events.push(`${ended.name} ends: ${ending}`);
    this.#model.end(ended.period, ending, this.#bench.clock.now());
    if (ending === 'success') await ended.call.succeed();
    else await ended.call.fail(ending === 'ignored' ? ignored : new Error('outage'));
    this.#compareState();
  }

  async pass(ms: number): Promise<void> {
    this.#events.push(`${ms} ms pass`);
    await this.#bench.clock.advance(ms);
    this.#compareState();
  }

  #compareState(): void {
    this.#compare('state', this.#bench.breaker.state, this.#model.state);
    this.#compare('calls of onStateChange', this.#changes, this.#model.changes);
  }

  #compare(what: string, actual: unknown, expected: unknown): void {
    const message = `After these events the rules ask for something else. Look at: ${what}.`;
    const story = this.#story;
    equal(actual, expected, {
      message,
      get input() {
        return story();
      },
    });
  }

  /** What happened so far, told only when something is wrong: there are thousands of comparisons. */
  readonly #story = (): string => {
    const options = Object.entries(this.#limits).map(([name, value]) => `${name} ${value}`);
    return `${options.join(', ')}: ${this.#events.join('; ')}`;
  };
}

const endings: readonly Ending[] = [
  'failure',
  'failure',
  'failure',
  'success',
  'success',
  'success',
  'ignored',
];
const waits = [400, 600, 1_000, 1_000];

export async function holdsInAnyOrder(): Promise<void> {
  for (let seed = 0; seed < 240; seed++) {
    const random = seededRng(seed);
    const pick = (count: number): number => Math.floor(random() * count);
    const comparison = new Comparison({
      maxFailures: 1 + pick(3),
      timeoutMs: 1_000,
      halfOpenMaxCalls: 1 + pick(3),
      successThreshold: 1 + pick(3),
    });
    // The first orders are short, so that a finding shows few events.
    const steps = 8 + Math.floor(seed / 6);
    for (let step = 0; step < steps; step++) {
      const dice = pick(20);
      // While it is open, calls are only turned away: time is what makes a difference then.
      const [calls, ends] = comparison.isOpen ? [4, 9] : [10, 18];
      if (dice < calls) await comparison.call();
      else if (dice < ends) await comparison.end(pick, endings[pick(endings.length)] ?? 'failure');
      else await comparison.pass(waits[pick(waits.length)] ?? 0);
    }
  }
}
