import { equal, fail, ManualClock, settle, show, watch, type Outcome } from 'codealong/checkkit';
import { CircuitBreaker, type State } from '../reference/pkg/resilience/circuit-breaker';
import { Call, settledPromise } from './call';

export type Options = ConstructorParameters<typeof CircuitBreaker>[0];

export const maxFailures = 3;
export const timeoutMs = 60_000;

/** A breaker on a clock of its own: 3 failures open it for 60,000 ms unless the check says otherwise. */
export class Bench {
  readonly clock = new ManualClock();
  readonly breaker: CircuitBreaker;

  constructor(options: Partial<Options> = {}, create?: (clock: ManualClock) => CircuitBreaker) {
    this.breaker =
      create?.(this.clock) ?? new CircuitBreaker({ maxFailures, timeoutMs, clock: this.clock, ...options });
  }

  /** Starts one call and lets it get as far as it can. */
  async begin(): Promise<Call> {
    const [call] = await this.beginAll(1);
    return call ?? fail({ message: 'No call was started.' });
  }

  /** Starts calls in the same instant. */
  async beginAll(count: number): Promise<readonly Call[]> {
    const calls = Array.from({ length: count }, () => new Call(this.breaker));
    await settle();
    return calls;
  }

  /** Makes a call that needs no further help to end, and tells how it ended. */
  async run<T>(fn: () => Promise<T> | T, input = 'one call that ends by itself'): Promise<Outcome<T>> {
    const result = watch(settledPromise(() => this.breaker.execute(fn)));
    await settle();
    if (result.state === 'pending') {
      fail({ message: 'execute never settles, although fn has nothing to wait for.', input });
    }
    return result.state === 'fulfilled'
      ? { status: 'returned', value: result.value as T }
      : { status: 'threw', error: result.error };
  }

  /** Makes calls that fail, one after the other. */
  async fail(count: number, error: unknown = new Error('the broker is down')): Promise<void> {
    for (let i = 0; i < count; i++) await this.run(() => Promise.reject(error), 'one call that fails');
  }

  async succeed(): Promise<void> {
    await this.run(() => Promise.resolve('coffee'), 'one call that succeeds');
  }

  /** Opens a closed breaker. */
  async trip(failures = maxFailures): Promise<void> {
    await this.fail(failures);
    this.expectState('open', 'The breaker did not open.', `${failures} calls in a row that fail`);
  }

  /** Opens a closed breaker and lets its timeout pass: the next call is a probe. */
  async becomeDue(failures = maxFailures): Promise<void> {
    await this.trip(failures);
    await this.clock.advance(timeoutMs);
  }

  expectState(state: State, message: string, input: string): void {
    const actual = this.breaker.state;
    if (actual !== state)
      equal(actual, state, { message: `${message} Its state is ${show(actual)}.`, input });
  }
}
