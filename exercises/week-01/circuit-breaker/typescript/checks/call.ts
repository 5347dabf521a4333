import { describeError, ok, settle, show, watch, type Watched } from 'codealong/checkkit';
import { CircuitOpenError, type CircuitBreaker } from '../reference/pkg/resilience/circuit-breaker';

/** Lets everything go on that waits for no time, also what a solution puts off for some turns of the event loop. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await settle();
}

/** One call through the breaker whose `fn` ends when the check says so. */
export class Call {
  /** How often `fn` ran. */
  runs = 0;
  readonly result: Watched<unknown>;
  /** Whether `execute` threw instead of returning a promise. Only the checks that are about it look. */
  threw = false;
  #resolve: (value: unknown) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(breaker: CircuitBreaker) {
    const ending = new Promise<unknown>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    ending.catch(() => {});
    const fn = (): Promise<unknown> => {
      this.runs++;
      return ending;
    };
    this.result = watch(this.#start(() => breaker.execute(fn)));
  }

  #start(execute: () => Promise<unknown>): Promise<unknown> {
    try {
      return execute();
    } catch (error) {
      this.threw = true;
      return Promise.reject(error);
    }
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
    await rest();
  }

  async fail(error: unknown = new Error('the broker is down')): Promise<void> {
    this.failInStep(error);
    await rest();
  }

  /** Lets `fn` fail in the same instant as others. What comes of it shows when things settle. */
  failInStep(error: unknown): void {
    this.#reject(error);
  }
}

/** How a call stands, in words for a finding. */
export function describeCall({
  runs,
  result,
  threw = false,
}: Pick<Call, 'runs' | 'result'> & { threw?: boolean }): string {
  const ran = runs === 0 ? 'fn was not called' : `fn was called ${runs === 1 ? 'once' : `${runs} times`}`;
  if (result.state === 'pending') return `${ran}; the caller still waits`;
  if (result.state === 'fulfilled') return `${ran}; execute resolved to ${show(result.value)}`;
  return `${ran}; execute ${threw ? 'threw' : 'rejected with'} ${describeError(result.error)}`;
}

/** What a rejection told its caller, or else how the call stands. */
export function describeWait(call: Call): string {
  const { error } = call.result;
  return call.runs === 0 && error instanceof CircuitOpenError
    ? `rejected with retryAfterMs ${error.retryAfterMs}`
    : describeCall(call);
}

export function expectRunning(call: Call, message: string, input: string): void {
  ok(call.isRunning, { message, input, expected: 'fn runs', actual: describeCall(call) });
}

/** How a call stands that the breaker rejected, in the same words. */
export const rejection = 'fn was not called; execute rejected with CircuitOpenError';

export function expectRejected(call: Call, message: string, input: string): void {
  ok(call.isRejected, { message, input, expected: rejection, actual: describeCall(call) });
}

/** Every one of these calls has to be rejected. The first that was not is shown. */
export function expectAllRejected(calls: readonly Call[], message: string, input: string): void {
  for (const call of calls) expectRejected(call, message, input);
}

/** Fails unless that many of the calls run and all others were rejected at once. Returns those that run. */
export function expectSlots(calls: readonly Call[], slots: number, input: string): readonly Call[] {
  const running = calls.filter((call) => call.isRunning);
  const [many, some] = [`${slots} of ${calls.length} calls`, `${running.length} of ${calls.length} calls`];
  ok(running.length === slots, {
    message: `While half-open, ${slots === 1 ? 'one call' : `${slots} calls`} may run at a time.`,
    input,
    expected: `fn runs for ${many}`,
    actual: `fn runs for ${some}`,
  });
  const others = calls.filter((call) => !call.isRunning);
  expectAllRejected(others, 'A call that finds no slot has to be rejected at once.', input);
  return running;
}
