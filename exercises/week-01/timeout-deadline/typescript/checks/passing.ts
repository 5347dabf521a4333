import { describeError, ManualClock, ok } from 'codealong/checkkit';
import { TimeoutError } from '../reference/pkg/resilience/timeout';
import { Call, dozen, rest } from './call';
import { describeValue, expectEnd, expectNoTimer, expectRuns, type End } from './expect';

const values: readonly unknown[] = [
  'paid',
  { id: 'order-1' },
  Object.freeze({ id: 'order-1' }),
  new Error('a value, not thrown'),
  '',
  0,
  Number.NaN,
  false,
  null,
  undefined,
];

const errors: readonly unknown[] = [
  new Error('the card was declined'),
  Object.freeze(new Error('frozen')),
  new TimeoutError(50),
  new DOMException('This operation was aborted', 'AbortError'),
  'a text, thrown',
  '',
  0,
  false,
  null,
  undefined,
];

export async function passesResultsThrough(): Promise<void> {
  for (const value of values) {
    await passes({ kind: 'value', value }, `fn resolves to ${describeValue(value)}`, () =>
      Promise.resolve(value),
    );
  }
  for (const error of errors) {
    const described = describeError(error);
    await passes({ kind: 'error', error }, `fn rejects with ${described}`, () => Promise.reject(error));
    await throwsOut(error, `fn throws ${described} before it returns a promise`);
  }
  await passesInTime();
  await manyAtOnce();
}

async function passes(end: End, input: string, work: () => Promise<unknown>): Promise<void> {
  const clock = new ManualClock();
  const call = new Call(1_000, { clock, work });
  await rest();
  const verb = end.kind === 'value' ? 'resolved to' : 'rejected with';
  expectRuns(call, 1, 'withTimeout has to call fn exactly once.', input);
  expectEnd(call, end, `withTimeout did not pass on what fn ${verb}.`, input);
  expectNoTimer(clock, 'fn had ended', input);
}

async function throwsOut(error: unknown, input: string): Promise<void> {
  const clock = new ManualClock();
  const work = (): Promise<unknown> => {
    throw error;
  };
  const call = new Call(1_000, { clock, work });
  await rest();
  ok(!call.threw, {
    message: 'withTimeout throws. What fn throws has to become a rejection.',
    input,
    expected: `withTimeout rejected with ${describeError(error)}`,
    actual: `withTimeout threw ${describeError(call.result.error)}`,
  });
  expectRuns(call, 1, 'withTimeout has to call fn exactly once.', input);
  expectEnd(call, { kind: 'error', error }, 'withTimeout did not pass on what fn threw.', input);
  expectNoTimer(clock, 'fn had ended', input);
}

/** `fn` takes most of its time. */
async function passesInTime(): Promise<void> {
  for (const ends of ['resolve', 'reject'] as const) {
    const clock = new ManualClock();
    const call = new Call(300, { clock });
    await clock.advance(299);
    const told = { id: 'order-1' };
    await call[ends](told);
    const end: End = ends === 'resolve' ? { kind: 'value', value: told } : { kind: 'error', error: told };
    const input = `a timeout of 300 ms; fn ${ends}s after 299 ms`;
    expectEnd(call, end, 'withTimeout did not pass on how fn ended within its timeout.', input);
    expectNoTimer(clock, 'fn had ended', input);
  }
}

/** Twelve calls overlap on one clock and end in reverse order, every third one badly. */
async function manyAtOnce(): Promise<void> {
  const clock = new ManualClock();
  const calls = dozen((index) => new Call(1_000 + index, { clock }));
  await rest();
  const told = dozen((index) => ({ order: index }));
  const input = 'twelve calls at once on one clock, which end in reverse order';
  for (const [index, call] of [...calls.entries()].reverse()) {
    await clock.advance(10);
    const end = endOf(index, told[index]);
    await (end.kind === 'error' ? call.reject(told[index]) : call.resolve(told[index]));
    expectEnd(call, end, 'A call did not get the result of its own fn.', input);
  }
  expectNoTimer(clock, 'all twelve had ended', input);
  for (const [index, call] of calls.entries()) {
    expectEnd(call, endOf(index, told[index]), 'A call did not get the result of its own fn.', input);
  }
}

function endOf(index: number, told: unknown): End {
  return index % 3 === 0 ? { kind: 'error', error: told } : { kind: 'value', value: told };
}
