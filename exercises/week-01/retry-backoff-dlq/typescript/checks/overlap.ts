import { ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, failing, Gate, many, rest, succeeding } from './bench';
import { expectAttempts, expectLetters, expectPending, expectResult } from './expect';

const long = 10_000_000;
const sameKey = { key: 'ana' } as const;

export async function messagesOverlap(): Promise<void> {
  await allBegin();
  await eachHasItsOwn(0);
  await eachHasItsOwn(40);
  await oneNeverEnds();
  await nobodyWaitsForAPause();
}

async function allBegin(): Promise<void> {
  const bench = new Bench();
  const work = new Gate();
  const orders = many(300, () => bench.begin(() => work.promise));
  await rest(bench.clock);
  for (const [index, order] of orders.entries()) {
    ok(bench.attemptsOf(order).length === 1, {
      message: `Message ${index + 1} did not begin while the messages before it were being handled.`,
      input: '300 messages at once; no handle has ended',
      expected: 'handle works on all of them',
      actual: `handle works on ${bench.attempts.length}`,
    });
  }
  work.resolve();
  await rest(bench.clock);
  for (const order of orders)
    expectResult(order, 'ok', 'Its handle has resolved.', '300 messages at once; all succeed');
}

/** Twelve messages at once, each with its own number of failures. */
async function eachHasItsOwn(takes: number): Promise<void> {
  const bench = new Bench();
  const failures = many(12, (index) => (index * 7) % 4);
  const orders = failures.map((count) =>
    bench.begin(async (attempt, signal) => {
      if (takes) await bench.clock.sleep(takes);
      return failing(count)(attempt, signal);
    }),
  );
  await bench.clock.advance(long);
  for (const [index, order] of orders.entries()) {
    const count = failures[index] ?? 0;
    const input = `twelve messages at once, maxAttempts 3; 0 to 3 attempts of each fail, of this one ${count}`;
    expectAttempts(bench, order, Math.min(count + 1, 3), input, 'Each message has its own attempts.');
    const message = 'Each message has its own result.';
    expectResult(order, count < 3 ? 'ok' : 'dead-lettered', message, input);
  }
  const input = 'twelve messages at once, maxAttempts 3; three of them fail three times';
  expectLetters(bench, 3, 'Each message that fails to the end becomes one letter.', input);
}

async function oneNeverEnds(): Promise<void> {
  const bench = new Bench();
  const hung = bench.begin(() => new Promise(() => {}), undefined, sameKey);
  const orders = many(5, (index) => bench.begin(failing(index % 3), undefined, index < 2 ? sameKey : {}));
  await bench.clock.advance(long);
  const input = 'handle never ends for one message; five others come after it, two of them with its key';
  for (const order of orders) expectResult(order, 'ok', 'It waits for a message that hangs.', input);
  expectPending(hung, 'Its handle has not ended.', input);
  expectAttempts(bench, hung, 1, input);
}

/** One message is in its pause. Another one comes in and is handled at once, whatever its key. */
async function nobodyWaitsForAPause(): Promise<void> {
  for (const [fields, key] of [
    [{}, 'another key'],
    [sameKey, 'the same key'],
  ] as const) {
    const bench = new Bench();
    bench.begin(alwaysFailing, undefined, sameKey);
    await rest(bench.clock);
    const order = bench.begin(succeeding, undefined, fields);
    await rest(bench.clock);
    const input = `one message has failed and pauses; one with ${key} comes in that moment`;
    expectResult(order, 'ok', 'A message waited for the pause of another one.', input);
  }
}
