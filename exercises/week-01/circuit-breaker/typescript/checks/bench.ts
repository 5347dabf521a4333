import { fail, ManualClock, ok, show, watch, type Outcome } from 'codealong/checkkit';
import { CircuitBreaker, type State } from '../reference/pkg/resilience/circuit-breaker';
import { Call, expectRejected, expectRunning, rest } from './call';

export type Options = ConstructorParameters<typeof CircuitBreaker>[0];

export const maxFailures = 3;
export const timeoutMs = 60_000;
export const century = 3_153_600_000_000;

/** A manual clock that can also move in the middle of a call. */
class BenchClock extends ManualClock {
  #skipped = 0;

  override now(): number {
    return super.now() + this.#skipped;
  }

  skip(ms: number): void {
    this.#skipped += ms;
  }
}

/** A breaker on a clock of its own: 3 failures open it for 60,000 ms unless the check says otherwise. */
export class Bench {
  readonly clock: BenchClock;
  readonly breaker: CircuitBreaker;
  readonly #maxFailures: number;
  readonly #timeoutMs: number;

  constructor(
    options: Partial<Options> = {},
    { start, create }: { start?: number; create?: (clock: ManualClock) => CircuitBreaker } = {},
  ) {
    this.clock = new BenchClock(start);
    const all = { maxFailures, timeoutMs, clock: this.clock, ...options };
    this.breaker = create?.(this.clock) ?? new CircuitBreaker(all);
    this.#maxFailures = all.maxFailures;
    this.#timeoutMs = all.timeoutMs;
  }

  /** Starts one call and lets it get as far as it can. */
  async begin(): Promise<Call> {
    const [call] = await this.beginAll(1);
    return call ?? fail({ message: 'No call was started.' });
  }

  /** One more call, which has to be let through. */
  async admits(message: string, input: string): Promise<Call> {
    const call = await this.begin();
    expectRunning(call, message, input);
    return call;
  }

  /** One more call, which has to be rejected. */
  async rejects(message: string, input: string): Promise<void> {
    expectRejected(await this.begin(), message, input);
  }

  /** Starts calls in the same instant. */
  async beginAll(count: number): Promise<readonly Call[]> {
    const calls = Array.from({ length: count }, () => new Call(this.breaker));
    await rest();
    return calls;
  }

  /** Makes a call that needs no further help to end, and tells how it ended. */
  run<T>(fn: () => Promise<T> | T, input = 'one call that ends by itself'): Promise<Outcome<T>> {
    return this.finish(async () => this.breaker.execute(fn), input);
  }

  /** Waits for calls that need no further help to end, and tells how the last of them ended. */
  async finish<T>(calls: () => Promise<T>, input: string): Promise<Outcome<T>> {
    const result = watch(calls());
    for (let patience = 100; result.state === 'pending' && patience > 0; patience--) await rest();
    if (result.state === 'pending') {
      fail({ message: 'execute never settles, although fn has nothing to wait for.', input });
    }
    return result.state === 'fulfilled'
      ? { status: 'returned', value: result.value as T }
      : { status: 'threw', error: result.error };
  }

  /** Makes calls that fail, one after the other. */
  async fail(count: number, error?: unknown): Promise<void> {
    for (let i = 0; i < count; i++) {
      const own = error ?? new Error(`failure ${i}: the broker is down`);
      await this.run(() => Promise.reject(own), 'one call that fails');
    }
  }

  async succeed(): Promise<void> {
    await this.run(() => Promise.resolve('coffee'), 'one call that succeeds');
  }

  /** Opens a closed breaker, with more failures than it takes if need be: how many it takes is the concern of one check. */
  async trip(): Promise<void> {
    const patience = 2 * this.#maxFailures + 2;
    for (let i = 0; i < patience && this.breaker.state !== 'open'; i++) await this.fail(1);
    this.expectState('open', 'Failures in a row have to open it.', `${patience} calls in a row that fail`);
  }

  /** Opens a closed breaker and lets its timeout pass: the next call is a probe. */
  async becomeDue(): Promise<void> {
    await this.trip();
    await this.passTimeout();
  }

  /** A second longer than the timeout: its exact end is the concern of one check. */
  async passTimeout(): Promise<void> {
    await this.clock.advance(this.#timeoutMs + 1_000);
  }

  expectState(state: State, message: string, input: string): void {
    const actual = this.breaker.state;
    ok(actual === state, {
      message,
      input,
      expected: `state ${show(state)}`,
      actual: `state ${show(actual)}`,
    });
  }

  /** So many calls in a row have failed, and the breaker has to know it. */
  expectCounted(inARow: number, input: string): void {
    const isEnough = inARow >= this.#maxFailures;
    const message = isEnough
      ? 'The maxFailures-th failure in a row has to open it.'
      : `Only ${inARow} in a row have failed: it has to stay closed.`;
    this.expectState(isEnough ? 'open' : 'closed', message, input);
  }
}
