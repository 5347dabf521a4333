import { everyInterleaving, ManualClock, ok } from 'codealong/checkkit';
import {
  alwaysFailing,
  Bench,
  controller,
  down,
  failing,
  Gate,
  many,
  rest,
  succeeding,
  message,
  type Letter,
  type Order,
} from './bench';
import { bursts, largeBursts } from './budget-bursts';
import { byTheRules, followsTheRules } from './budget-model';
import { countOf, expectRetries, type Limits } from './budget-expect';
import { expectPending, expectRejected, expectResult } from './expect';
import { expectLetter } from './letter';

const tenSeconds = 10_000;

export async function retryBudget(): Promise<void> {
  await bursts();
  await slides(
    tenSeconds,
    1,
    [0, 1, 5_000, 9_999, 10_000, 10_001, 19_999, 20_000, 30_000],
    [1, 0, 0, 0, 1, 0, 0, 1, 1],
  );
  await slides(
    tenSeconds,
    2,
    [0, 4_000, 5_000, 9_999, 10_000, 13_999, 14_000, 20_000, 23_999, 24_000, 24_001],
    [1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0],
  );
  // Where no second, tenth or millisecond begins.
  const odd = [999, 10_500, 10_998, 10_999, 11_000.25, 20_998.75, 20_999];
  await slides(tenSeconds, 1, odd, [1, 0, 0, 1, 0, 0, 1], [-5_000]);
  const fractions = [0.25, 1_000, 1_500, 1_500.25, 2_999.75, 3_000, 3_000.25];
  await slides(1_500, 1, fractions, [1, 0, 0, 1, 0, 0, 1], [-5_000]);
  await slides(0.75, 1, [0, 0.5, 0.75, 1.25, 1.5], [1, 0, 1, 0, 1], [0]);
  await messagesAge();
  await countsAtTheFailure();
  await everyMessageCounts();
  await takesOnlyForARetry();
  await nothingIsGivenBack();
  await twoWorkers();
  for (const isStored of [true, false]) await lettersWithoutLeave(isStored);
  for (const minRetries of [1, 2]) await everyOrder(minRetries);
  await largeBursts();
  await followsTheRules();
  await wholeOutage();
}

function benchWith(retryBudget: Limits, maxAttempts = 2): Bench {
  return new Bench({ retryBudget: Object.freeze(retryBudget), maxAttempts, baseMs: 50 });
}

/** One failing message at each of these times. */
async function slides(
  windowMs: number,
  minRetries: number,
  times: readonly number[],
  expected: readonly number[],
  starts: readonly number[] = [1_000_000, 0],
): Promise<void> {
  for (const start of starts) {
    const retryBudget = { percent: 0, minRetries, windowMs };
    const bench = new Bench({
      clock: new ManualClock(start),
      retryBudget,
      maxAttempts: 2,
      baseMs: 0,
      maxMs: 0,
    });
    for (const [index, at] of times.entries()) {
      await bench.clock.advance(at - bench.now());
      const order = bench.begin(alwaysFailing);
      await rest(bench.clock);
      await rest(bench.clock);
      const granted = times.filter((time, earlier) => time < at && expected[earlier] && at - time < windowMs);
      const input = `percent 0, minRetries ${minRetries}, windowMs ${windowMs}; one message fails at each of ${times.slice(0, index + 1).join(', ')} ms; of the retries before the last of them, those count that were granted at ${granted.join(' and ') || 'no time'}`;
      expectRetries(bench, [order], expected[index] ?? 0, input);
    }
  }
}

/** Many messages succeed together. They count for all of the window, and then no longer: none of them. */
async function messagesAge(): Promise<void> {
  for (const [count, begin] of [
    [9, 0],
    [29, 99.5],
  ] as const) {
    for (const [after, retries] of [
      [1, 1],
      [9_999.75, 1],
      [10_000, 0],
      [10_001, 0],
    ] as const) {
      const bench = benchWith({ percent: 10, minRetries: 0, windowMs: tenSeconds });
      await bench.clock.advance(begin);
      for (let number = 0; number < count; number++) bench.begin(succeeding);
      await bench.clock.advance(after);
      const order = bench.begin(failing(1));
      await bench.clock.advance(1_000);
      const input = `percent 10, minRetries 0, windowMs 10000; ${count} messages succeed at ${begin} ms, one fails at ${begin + after} ms`;
      expectRetries(bench, [order], retries, input);
    }
  }
}

/** A retry counts from the failure that it was granted after: not from the first one, nor from the beginning. */
async function countsAtTheFailure(): Promise<void> {
  const slow = benchWith({ percent: 0, minRetries: 1, windowMs: tenSeconds });
  slow.begin(async () => {
    await slow.clock.sleep(5_000);
    throw down;
  });
  await slow.clock.advance(12_000);
  const input = 'percent 0, minRetries 1, windowMs 10000; an attempt begins at 0 ms and fails at 5000 ms';
  await failsOnceAt(slow, [12_000, 14_999, 15_000, 15_001], [0, 0, 1, 0], input);
  const retryBudget = { percent: 0, minRetries: 2, windowMs: tenSeconds };
  const twice = new Bench({ retryBudget, maxAttempts: 3, baseMs: 3_000 });
  twice.begin(failing(2));
  await twice.clock.advance(10_500);
  const both =
    'percent 0, minRetries 2, windowMs 10000; a message fails at 0 ms and at 3000 ms, then succeeds';
  await failsOnceAt(twice, [10_500, 10_501, 12_999, 13_000, 13_001], [1, 0, 0, 1, 0], both);
}

/** At each of these times a message fails once, and then succeeds if it may. */
async function failsOnceAt(
  bench: Bench,
  times: readonly number[],
  expected: readonly number[],
  input: string,
): Promise<void> {
  const orders: Order[] = [];
  for (const at of times) {
    await bench.clock.advance(at - bench.now());
    orders.push(bench.begin(failing(1)));
    await rest(bench.clock);
  }
  await bench.clock.advance(10_000);
  for (const [index, order] of orders.entries())
    expectRetries(
      bench,
      [order],
      expected[index] ?? 0,
      `${input}; one message each fails at ${times.slice(0, index + 1).join(', ')} ms; the last of them`,
    );
}

/** A message counts from its first attempt, however it ends. One that was never tried does not. */
async function everyMessageCounts(): Promise<void> {
  const stopped = controller();
  stopped.abort('stop');
  let stop = controller();
  const hung = (): Promise<void> => new Promise(() => {});
  const invalid = new Error('the address is invalid');
  const [lostError, sameMessage] = [new Error('its letter cannot be stored'), message(100)];
  const lost = (): Promise<void> => Promise.reject(lostError);
  const store = async ({ error }: Letter): Promise<void> => {
    if (error === lostError) throw new Error('the broker of the dead letters is down');
  };
  const isRetryable = (error: unknown): boolean => error !== invalid && error !== lostError;
  const cases: readonly (readonly [string, (bench: Bench) => Order, number, number?])[] = [
    ['succeed', (bench: Bench) => bench.begin(succeeding), 1],
    ['are still in their first attempt', (bench: Bench) => bench.begin(hung), 1],
    ['are one that comes again and again', (bench: Bench) => bench.again(sameMessage, succeeding), 1],
    ['are not retryable', (bench: Bench) => bench.begin(() => Promise.reject(invalid)), 1],
    [
      'are stopped in their attempt',
      (bench: Bench) => bench.begin(() => rejectOn(stop.signal), stop.signal),
      1,
    ],
    // One of them gets a retry. With ten messages there are two.
    [
      'fail and are stopped, the one with a retry in its pause',
      (bench: Bench) => bench.begin(alwaysFailing, stop.signal),
      1,
      20,
    ],
    ['are given up, but their letters cannot be stored', (bench: Bench) => bench.begin(lost), 1],
    ['were stopped before their first attempt', (bench: Bench) => bench.begin(succeeding, stopped.signal), 0],
  ];
  for (const [what, begin, retries, percent = 10] of cases) {
    const retryBudget = { percent, minRetries: 0, windowMs: tenSeconds };
    const bench = new Bench({ retryBudget, maxAttempts: 2, isRetryable, store });
    stop = controller();
    for (let count = 0; count < 9; count++) begin(bench);
    await rest(bench.clock);
    stop.abort('stop');
    await rest(bench.clock);
    const order = bench.begin(alwaysFailing);
    await bench.clock.advance(1_000);
    const input = `percent ${percent}, minRetries 0; nine messages ${what}, then a tenth fails`;
    expectRetries(bench, [order], retries, input);
  }
}

function rejectOn(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** Failures that no retry can follow leave the budget alone. */
async function takesOnlyForARetry(): Promise<void> {
  const invalid = new Error('the address is invalid');
  const budget = { percent: 0, minRetries: 1, windowMs: 1_000_000 };
  for (const what of ['is not retryable', 'comes after the abort'] as const) {
    const bench = new Bench({
      retryBudget: budget,
      maxAttempts: 2,
      isRetryable: (error) => error !== invalid,
    });
    for (let count = 0; count < 5; count++) {
      const [stop, work] = [controller(), new Gate()];
      bench.begin(() => work.promise, stop.signal);
      await rest(bench.clock);
      if (what === 'comes after the abort') stop.abort('stop');
      work.reject(what === 'is not retryable' ? invalid : down);
      await rest(bench.clock);
    }
    const order = bench.begin(alwaysFailing);
    await bench.clock.advance(10_000);
    const input = `percent 0, minRetries 1; five messages fail, and their failure ${what}; then one fails twice`;
    expectRetries(bench, [order], 1, input);
  }
  await lastAttemptsTakeNothing();
}

/** With three attempts and two retries in the budget, a message that fails to the end has used two and not three. */
async function lastAttemptsTakeNothing(): Promise<void> {
  const bench = benchWith({ percent: 0, minRetries: 4, windowMs: 1_000_000 }, 3);
  for (const [number, retries] of [
    [1, 2],
    [2, 2],
    [3, 0],
  ] as const) {
    const order = bench.begin(alwaysFailing);
    await bench.clock.advance(1_000);
    const input = `percent 0, minRetries 4, maxAttempts 3; messages fail one after another; message ${number}`;
    expectRetries(bench, [order], retries, input);
  }
}

/** Whatever becomes of a message that was granted a retry. */
async function nothingIsGivenBack(): Promise<void> {
  for (const what of [
    'is stopped in its pause',
    'succeeds',
    'fails again',
    'fails again, and its letter cannot be stored',
  ] as const)
    await givesNothingBack(what);
}

async function givesNothingBack(what: string): Promise<void> {
  let isDown = what.endsWith('stored');
  const store = async (): Promise<void> => {
    if (isDown) throw new Error('the broker of the dead letters is down');
  };
  const retryBudget = { percent: 0, minRetries: 1, windowMs: tenSeconds };
  const bench = new Bench({ retryBudget, store, baseMs: 400, maxAttempts: 2 });
  const stop = controller();
  const first = bench.begin(what === 'succeeds' ? failing(1) : alwaysFailing, stop.signal);
  await rest(bench.clock);
  const input = `percent 0, minRetries 1; a message gets the retry and ${what}; then one fails`;
  if (what === 'is stopped in its pause') {
    stop.abort('stop');
    await rest(bench.clock);
    expectRejected(first, 'stop', 'When the signal aborts, process has to reject with its reason.', input);
  }
  await bench.clock.advance(500);
  isDown = false;
  const second = bench.begin(alwaysFailing);
  await bench.clock.advance(5_000);
  expectRetries(bench, [second], 0, input);
  await bench.clock.advance(4_500);
  const third = bench.begin(failing(1));
  await bench.clock.advance(5_000);
  expectRetries(bench, [third], 1, `${input}; 10 s after the retry was granted another one fails`);
}

/** Two workers, and the very same limits. */
async function twoWorkers(): Promise<void> {
  const retryBudget = Object.freeze({ percent: 0, minRetries: 2, windowMs: tenSeconds });
  const benches = many(2, () => new Bench({ retryBudget, maxAttempts: 2 }));
  for (const bench of benches) {
    const orders = many(5, () => bench.begin(alwaysFailing));
    await bench.clock.advance(2_000);
    const input = 'two workers with minRetries 2 each; five messages fail in each of them';
    expectRetries(bench, orders, 2, input);
  }
}

/** Three messages fail in every order. */
async function everyOrder(minRetries: number): Promise<void> {
  await everyInterleaving(async (schedule) => {
    const clock = new ManualClock();
    const retryBudget = { percent: 0, minRetries, windowMs: tenSeconds };
    const bench = new Bench({ clock, retryBudget, maxAttempts: 2, baseMs: 0 });
    const names = ['A', 'B', 'C'];
    const plan = (name: string) => async (): Promise<void> => {
      await schedule.turn(name);
      throw down;
    };
    const clients = names.map((name) => [name, () => bench.begin(plan(name)).ended] as const);
    await schedule.race(Object.fromEntries(clients), clock);
    const retries = bench.attempts.length - names.length;
    ok(retries === minRetries, {
      message: 'The budget does not hold in every order of failures.',
      input: `minRetries ${minRetries}; three messages fail twice in the order ${schedule.order}`,
      expected: countOf(minRetries),
      actual: countOf(retries),
    });
  });
}

/** A message without leave is given up after the attempts that it has had, whatever it may have had. */
async function lettersWithoutLeave(isStored: boolean): Promise<void> {
  for (const retries of [0, 1]) {
    const stored = new Gate();
    const retryBudget = { percent: 0, minRetries: retries, windowMs: tenSeconds };
    const bench = new Bench({ retryBudget, maxAttempts: 5, baseMs: 50, store: () => stored.promise });
    const firstFailureAt = bench.clock.now();
    const order = bench.begin(alwaysFailing);
    const { message } = order;
    await bench.clock.advance(1_000);
    const times = { firstFailureAt, lastFailureAt: firstFailureAt + 50 * retries };
    const input = `percent 0, minRetries ${retries}, maxAttempts 5, baseMs 50; a message fails until the budget is spent`;
    expectLetter(bench.letters[0], { message, error: down, attempts: retries + 1, ...times }, input);
    expectPending(order, 'process ended before deadLetter had.', input);
    const error = new Error('the broker of the dead letters is down');
    if (isStored) stored.resolve();
    else stored.reject(error);
    await rest(bench.clock);
    const ends = `${input}; deadLetter ${isStored ? 'resolves' : 'rejects'}`;
    if (isStored) expectResult(order, 'dead-lettered', 'Its letter was stored.', ends);
    else expectRejected(order, error, 'Its letter was not stored.', ends);
  }
}

/** An outage of 30 seconds at 10 messages a second. Two things happen at once only where their order does not matter. */
async function wholeOutage(): Promise<void> {
  const [retryBudget, baseMs] = [{ percent: 10, minRetries: 0, windowMs: tenSeconds }, 1_013];
  const bench = new Bench({ retryBudget, baseMs });
  for (let count = 0; count < 300; count++) {
    bench.begin(alwaysFailing);
    await bench.clock.advance(100);
  }
  await bench.clock.advance(10_000);
  const stories = many(300, (index) => ({
    begins: 100 * index,
    takes: [],
    failures: Infinity,
    isRetryable: true,
    aborts: Infinity,
  }));
  const { attempts } = byTheRules(stories, retryBudget, { maxAttempts: 3, baseMs });
  const expected = attempts.reduce((sum, one) => sum + one, 0);
  const calls = bench.attempts.length;
  ok(calls === expected, {
    message: `300 messages of an outage were ${calls} calls of handle, expected ${expected}.`,
    input:
      'percent 10, minRetries 0, windowMs 10000; a message every 100 ms, all fail; maxAttempts 3, baseMs 1013',
    expected: `${expected} calls of handle`,
    actual: `${calls} calls of handle`,
  });
}
