import { describeError, ok, settle, show, watch, type Watched } from 'codealong/checkkit';
import { CircuitOpenError, type CircuitBreaker } from '../reference/pkg/resilience/circuit-breaker';

/** One call through the breaker whose `fn` ends when the check says so. */
export class Call {
  /** How often `fn` ran. */
  runs = 0;
  readonly result: Watched<unknown>;
  #resolve: (value: unknown) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(breaker: CircuitBreaker) {
    const ending = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    ending.catch(() => {});
    this.result = watch(
      settledPromise(() =>
        breaker.execute(() => {
          this.runs++;
          return ending;
        }),
      ),
    );
  }

  /** Whether `fn` runs and its caller waits. */
  get isRunning(): boolean {
    return this.runs > 0 && this.result.state === 'pending';
  }

  /** Whether the breaker rejected the call, with its own error and without calling `fn`. */
  get isRejected(): boolean {
    return this.runs === 0 && this.result.error instanceof CircuitOpenError;
  }

  async succeed(value: unknown = 'coffee'): Promise<void> {
    this.#resolve(value);
    await settle();
  }

  async fail(error: unknown = new Error('the broker is down')): Promise<void> {
    this.failInStep(error);
    await settle();
  }

  /** Lets `fn` fail in the same instant as others. What comes of it shows when things settle. */
  failInStep(error: unknown): void {
    this.#reject(error);
  }
}

/** How a call stands, in words for a finding. */
export function describeCall({ runs, result }: { runs: number; result: Watched<unknown> }): string {
  const ran = runs === 0 ? 'fn was not called' : `fn was called ${runs === 1 ? 'once' : `${runs} times`}`;
  if (result.state === 'pending') return `${ran}; the caller still waits`;
  const end =
    result.state === 'fulfilled'
      ? `resolved to ${show(result.value)}`
      : `rejected with ${describeError(result.error)}`;
  return `${ran}; execute ${end}`;
}

/** Starts at once, and turns a synchronous throw into a rejection, so that one wrong habit does not fail every check. */
export async function settledPromise<T>(start: () => Promise<T>): Promise<T> {
  return start();
}

export function expectRunning(call: Call, message: string, input: string): void {
  ok(call.isRunning, { message, input, expected: 'fn runs', actual: describeCall(call) });
}

export function expectRejected(call: Call, message: string, input: string): void {
  const expected = 'fn was not called; execute rejected with CircuitOpenError';
  ok(call.isRejected, { message, input, expected, actual: describeCall(call) });
}
