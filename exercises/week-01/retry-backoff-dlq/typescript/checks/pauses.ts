import { ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, down, failing, many, rest, type Setting } from './bench';
import { expectLetters, expectNoTimer, expectPending, expectResult, expectTimes } from './expect';

export async function pausesDouble(): Promise<void> {
  await stepByStep();
  await allFail('three attempts', {}, 0, [0, 1_000, 3_000]);
  await allFail('handle takes 400 ms', {}, 400, [0, 1_400, 3_800]);
  await allFail('baseMs 250, five attempts', { baseMs: 250, maxAttempts: 5 }, 0, [0, 250, 750, 1_750, 3_750]);
  await allFail('base 0', { baseMs: 0, maxAttempts: 4 }, 0, [0, 0, 0, 0]);
  await allFail('base 0, handle takes 15 ms', { baseMs: 0, maxAttempts: 3 }, 15, [0, 15, 30]);
  await allFail('one attempt', { maxAttempts: 1 }, 0, [0]);
  const capped = [0, 1, 3, 7, ...many(10, (index) => 14 + 7 * index)].map((seconds) => 1_000 * seconds);
  await allFail('14 attempts, maxMs 7000', { maxAttempts: 14, maxMs: 7_000 }, 0, capped);
  const doubled = many(16, (index) => 1_000 * (2 ** index - 1));
  await allFail('16 attempts, maxMs 100000000', { maxAttempts: 16, maxMs: 100_000_000 }, 0, doubled);
  await allFail('maxMs 0', { maxMs: 0 }, 0, [0, 0, 0]);
  await succeedsLater();
  await oneAfterAnother();
  await overlapping();
  await atOnce();
}

/** Nothing happens a millisecond too early. */
async function stepByStep(): Promise<void> {
  const bench = new Bench();
  const order = bench.begin(alwaysFailing);
  await rest(bench.clock);
  for (const [passed, attempts] of [
    [999, [0]],
    [1, [0, 1_000]],
    [1_999, [0, 1_000]],
  ] as const) {
    await bench.clock.advance(passed);
    const input = `baseMs 1000, maxAttempts 3, all fail; ${bench.now()} ms have passed`;
    expectTimes(bench, order, attempts, input);
    expectPending(order, 'process ended before all attempts were made.', input);
    expectLetters(bench, 0, 'A letter was written before all attempts were made.', input);
  }
}

async function allFail(
  what: string,
  setting: Setting,
  takes: number,
  expected: readonly number[],
): Promise<void> {
  const bench = new Bench(setting);
  const order = bench.begin(async () => {
    if (takes) await bench.clock.sleep(takes);
    throw down;
  });
  const end = (expected.at(-1) ?? 0) + takes;
  await bench.clock.advance(end);
  await rest(bench.clock);
  const input = `${what}, all fail; ${end} ms have passed`;
  expectTimes(bench, order, expected, input);
  const late = 'After the last failure nothing is left to wait for.';
  expectLetters(bench, 1, late, input);
  expectResult(order, 'dead-lettered', late, input);
  expectNoTimer(bench, 'the message had been given up', input);
}

async function succeedsLater(): Promise<void> {
  const bench = new Bench({ maxAttempts: 5 });
  const order = bench.begin(failing(2));
  await bench.clock.advance(3_000);
  await rest(bench.clock);
  const input = 'five attempts allowed, the third succeeds';
  expectTimes(bench, order, [0, 1_000, 3_000], input);
  expectResult(order, 'ok', 'After a success nothing is left to wait for.', input);
  expectNoTimer(bench, 'the message had succeeded', input);
}

/** Each message begins with the first pause again. */
async function oneAfterAnother(): Promise<void> {
  const bench = new Bench();
  for (const number of [1, 2, 3]) {
    const began = bench.now();
    const order = bench.begin(alwaysFailing);
    await bench.clock.advance(3_000);
    await rest(bench.clock);
    const input = `message ${number} of three that fail one after another, begun at ${began} ms`;
    expectTimes(bench, order, [began, began + 1_000, began + 3_000], input);
  }
}

const keys = ['ana', null, 'ben', ''] as const;

/** 100 messages in the same instant: they pause side by side, whatever their keys. One that comes later has a shorter pause. */
async function atOnce(): Promise<void> {
  const bench = new Bench({ maxAttempts: 4 });
  const orders = many(100, (index) =>
    bench.begin(alwaysFailing, undefined, { key: keys[index % keys.length] ?? null }),
  );
  await bench.clock.advance(3_100);
  const input = '100 messages of four keys, all fail';
  for (const order of orders) expectTimes(bench, order, [0, 1_000, 3_000], `${input}; 3100 ms have passed`);
  const late = bench.begin(failing(1));
  await bench.clock.advance(1_000);
  const after = `${input}; while they pause for 4000 ms, one comes that fails once`;
  expectTimes(bench, late, [3_100, 4_100], after);
}

/** Twelve messages, 70 ms apart: each has its own pauses. */
async function overlapping(): Promise<void> {
  const bench = new Bench();
  const orders = [];
  for (let index = 0; index < 12; index++) {
    orders.push(bench.begin(alwaysFailing));
    await bench.clock.advance(70);
  }
  await bench.clock.advance(3_000);
  for (const [index, order] of orders.entries()) {
    const input = 'twelve messages, 70 ms apart, all fail three times';
    expectTimes(bench, order, [70 * index, 70 * index + 1_000, 70 * index + 3_000], input);
  }
  const left = bench.clock.pending();
  ok(left === 0, {
    message: 'A timer was still waiting on the clock after all messages had ended.',
    input: 'twelve messages, 70 ms apart, all fail three times',
    expected: 'no timer waits on the clock',
    actual: `${left} waiting`,
  });
}
