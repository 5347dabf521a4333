import { describeError, ok } from 'codealong/checkkit';
import {
  alwaysFailing,
  Bench,
  controller,
  down,
  failing,
  Gate,
  many,
  rest,
  type Order,
  type Plan,
} from './bench';
import {
  expectAttempts,
  expectLetters,
  expectNoTimer,
  expectPending,
  expectRejected,
  expectResult,
  expectTimes,
} from './expect';

const reason = new Error('a new version is rolled out');
const invalid = new Error('the address is invalid');
const abortError = new DOMException('This operation was aborted', 'AbortError');

const failures = [
  'rejects with the reason',
  'rejects with another error',
  'rejects with an error that is not retryable',
] as const;
type Failure = (typeof failures)[number];
type Ending = 'succeeds' | Failure;

export async function shutdownInAnAttempt(): Promise<void> {
  for (const attempt of [1, 2, 3]) {
    for (const ending of ['succeeds', ...failures] as const) await abortDuring(attempt, ending);
  }
  await abortDuring(1, 'succeeds', 1);
  for (const ending of failures) await abortDuring(1, ending, 1);
  for (const error of [undefined, null, '', abortError]) await failsWith(error);
  for (const why of [null, 0, '', false]) await stopsWith(why);
  await onlyTheSignalDecides();
  await manyAtWork();
  for (const at of [1, 2]) {
    for (const ending of ['succeeds', 'rejects with another error'] as const)
      for (const stopped of [2, 5]) await eachHasItsSignal(at, ending, stopped);
  }
  for (const stored of [true, false]) await abortWhileStoring(stored);
}

interface Stopped {
  readonly bench: Bench;
  readonly order: Order;
  readonly work: Gate;
}

/** A message whose signal aborts while attempt number `at` is at work. */
async function stopDuring(
  at: number,
  maxAttempts: number,
  input: string,
  why: unknown = reason,
): Promise<Stopped> {
  const bench = new Bench({ maxAttempts, isRetryable: (error) => error !== invalid });
  const [stop, work] = [controller(), new Gate()];
  const plan = failing(at - 1);
  const order = bench.begin((n, signal) => (n === at ? work.promise : plan(n, signal)), stop.signal);
  await bench.clock.advance(5_000);
  expectAttempts(bench, order, at, `attempt ${at} is at work`);
  stop.abort(why);
  await rest(bench.clock);
  ok(bench.attemptsOf(order).at(-1)?.signal.aborted, {
    message: 'The signal of handle has to abort when the signal that process was given aborts.',
    input,
    expected: 'the signal of handle has aborted',
    actual: 'it has not',
  });
  await bench.clock.advance(50);
  expectPending(order, 'process ended while handle was still at work: two would brew one order.', input);
  return { bench, order, work };
}

async function abortDuring(at: number, ending: Ending, maxAttempts = 3): Promise<void> {
  const input = `maxAttempts ${maxAttempts}; the signal aborts during attempt ${at}, which then ${ending}`;
  const { bench, order, work } = await stopDuring(at, maxAttempts, input);
  if (ending === 'succeeds') work.resolve();
  else work.reject(errorOf(ending));
  await rest(bench.clock);
  if (ending === 'succeeds')
    expectResult(order, 'ok', 'The work was done, and process did not say so: it comes again.', input);
  else await expectHandedBack(bench, order, at, input);
}

function errorOf(ending: Failure): Error {
  if (ending === 'rejects with the reason') return reason;
  return ending === 'rejects with another error' ? new Error('connection closed') : invalid;
}

async function expectHandedBack(
  bench: Bench,
  order: Order,
  attempts: number,
  input: string,
  why: unknown = reason,
): Promise<void> {
  expectLetters(bench, 0, 'A good message was dead-lettered during a shutdown.', input);
  const message = 'handle failed after the signal had aborted: process has to reject with the reason.';
  expectRejected(order, why, message, input);
  expectNoTimer(bench, 'process had ended', input);
  await bench.clock.advance(1_000_000);
  expectAttempts(bench, order, attempts, input, 'After the abort nothing is retried.');
  expectLetters(bench, 0, 'A good message was dead-lettered during a shutdown.', `${input}; much later`);
}

/** Whatever it is that `handle` rejects with after the abort. */
async function failsWith(error: unknown): Promise<void> {
  const input = `the signal aborts during attempt 2 of 3, which then rejects with ${describeError(error)}`;
  const { bench, order, work } = await stopDuring(2, 3, input);
  work.reject(error);
  await rest(bench.clock);
  await expectHandedBack(bench, order, 2, input);
}

/** Whatever it is that the signal aborts with. In the last attempt no pause can notice it. */
async function stopsWith(why: unknown): Promise<void> {
  const input = `the signal aborts during attempt 3 of 3 with the reason ${describeError(why)}; then the attempt fails`;
  const { bench, order, work } = await stopDuring(3, 3, input, why);
  work.reject(down);
  await rest(bench.clock);
  await expectHandedBack(bench, order, 3, input, why);
}

/** An error that looks like an abort, while nobody told the worker to stop. */
async function onlyTheSignalDecides(): Promise<void> {
  const other = new AbortController();
  other.abort(new DOMException('The operation timed out', 'TimeoutError'));
  for (const error of [abortError, other.signal.reason as unknown]) {
    const bench = new Bench();
    const order = bench.begin(() => Promise.reject(error));
    await bench.clock.advance(3_000);
    await rest(bench.clock);
    const input = `three attempts reject with ${describeError(error)}; the signal has not aborted`;
    expectTimes(bench, order, [0, 1_000, 3_000], input);
    expectLetters(bench, 1, 'It is a failure like any other.', input);
    expectResult(order, 'dead-lettered', 'It is a failure like any other.', input);
  }
}

/** Twelve messages with one signal; when it aborts, six of them are done soon after, and six fail. */
async function manyAtWork(): Promise<void> {
  const bench = new Bench();
  const stop = controller();
  const gates = many(12, () => new Gate());
  const orders = gates.map((gate) => bench.begin(() => gate.promise, stop.signal));
  await rest(bench.clock);
  stop.abort(reason);
  const input = 'twelve messages are at work when their signal aborts; every second one then fails';
  for (const [index, gate] of gates.entries()) {
    await bench.clock.advance(10);
    if (index % 2 === 0) gate.resolve();
    else gate.reject(new Error('connection closed'));
  }
  await rest(bench.clock);
  for (const [index, order] of orders.entries()) {
    if (index % 2 === 0) expectResult(order, 'ok', 'The work was done.', input);
    else expectRejected(order, reason, 'It was told to stop and has to be handed back.', input);
  }
  expectLetters(bench, 0, 'A good message was dead-lettered during a shutdown.', input);
}

/** Six messages in attempt number `at`, each with a signal of its own; one of them aborts, then all of them end alike. */
async function eachHasItsSignal(
  at: number,
  ending: 'succeeds' | 'rejects with another error',
  stopped: number,
): Promise<void> {
  const bench = new Bench();
  const [work, stops] = [new Gate(), many(6, controller)];
  const plan: Plan = async (attempt) => {
    if (attempt < at) throw down;
    if (attempt === at) await work.promise;
  };
  const orders = stops.map(({ signal }) => bench.begin(plan, signal));
  await bench.clock.advance(1_000);
  stops[stopped]?.abort(reason);
  await rest(bench.clock);
  const input = `six messages in attempt ${at}, each with a signal of its own; that of message ${stopped + 1} aborts`;
  for (const [index, order] of orders.entries()) {
    const aborted = bench.attemptsOf(order)[at - 1]?.signal.aborted;
    ok(aborted === (index === stopped), {
      message: 'The signal of handle has to abort with the signal of its own message, and with no other.',
      input: `${input}; message ${index + 1}`,
      expected: `the signal of handle ${index === stopped ? 'has' : 'has not'} aborted`,
      actual: `it ${aborted ? 'has' : 'has not'}`,
    });
  }
  if (ending === 'succeeds') work.resolve();
  else work.reject(down);
  await bench.clock.advance(10_000);
  for (const [index, order] of orders.entries()) {
    const later = `${input}; then each attempt ${ending}; message ${index + 1}`;
    if (ending === 'succeeds') expectResult(order, 'ok', 'The work was done.', later);
    else if (index === stopped) expectRejected(order, reason, 'Its own signal has aborted.', later);
    else expectResult(order, 'ok', 'Its own signal has not aborted, and its next attempt succeeds.', later);
  }
}

async function abortWhileStoring(isStored: boolean): Promise<void> {
  const [stop, stored] = [controller(), new Gate()];
  const bench = new Bench({ store: () => stored.promise });
  const order = bench.begin(alwaysFailing, stop.signal);
  await bench.clock.advance(3_000);
  await rest(bench.clock);
  expectLetters(bench, 1, 'After the last failure deadLetter has to be called once.', 'three attempts fail');
  stop.abort(reason);
  await rest(bench.clock);
  const input = `the signal aborts while deadLetter is at work, which then ${isStored ? 'resolves' : 'rejects'}`;
  expectPending(order, 'After deadLetter was called, an abort changes nothing.', input);
  const error = new Error('the broker of the dead letters is down');
  if (isStored) stored.resolve();
  else stored.reject(error);
  await rest(bench.clock);
  expectLetters(bench, 1, 'deadLetter was called again.', input);
  const message = 'After deadLetter was called, only how it ends decides how process ends.';
  if (isStored) expectResult(order, 'dead-lettered', message, input);
  else expectRejected(order, error, message, input);
}
