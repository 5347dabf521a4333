import { ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, failing, Gate, many, message, rest, succeeding, type Plan } from './bench';
import { expectAttempts, expectLetters, expectPending, expectResult } from './expect';

const long = 10_000_000;
const keys = ['ana', null, ''] as const;

export async function messagesOverlap(): Promise<void> {
  await allBegin();
  await sameMessageAtOnce();
  await eachHasItsOwn(0);
  await eachHasItsOwn(40);
  for (const key of keys) {
    for (const where of ['attempt 1', 'attempt 2', 'deadLetter'] as const) await oneNeverEnds(where, key);
    await nobodyWaitsForAPause(key);
  }
}

async function allBegin(): Promise<void> {
  const bench = new Bench();
  const work = new Gate();
  const orders = many(300, (index) => bench.begin(() => work.promise, undefined, keyOf(index)));
  await rest(bench.clock);
  const input = '300 messages at once, most of them with the key of another one or none; no handle has ended';
  for (const [index, order] of orders.entries()) {
    ok(bench.attemptsOf(order).length === 1, {
      message: `Message ${index + 1} did not begin while the messages before it were being handled.`,
      input,
      expected: 'handle works on all of them',
      actual: `handle works on ${bench.attempts.length}`,
    });
  }
  work.resolve();
  await rest(bench.clock);
  for (const order of orders)
    expectResult(order, 'ok', 'Its handle has resolved.', '300 messages at once; all succeed');
}

/** Of four messages in a row one has a key of its own. */
function keyOf(index: number): { readonly key?: string | null } {
  return index % 4 < keys.length ? { key: keys[index % 4] ?? null } : {};
}

/** The same message is handed over five times, before the first call has ended. */
async function sameMessageAtOnce(): Promise<void> {
  const bench = new Bench();
  const [work, given] = [new Gate(), message(7)];
  const orders = many(5, () => bench.again(given, () => work.promise));
  await rest(bench.clock);
  const input = 'process is called five times with the same message; no handle has ended';
  const actual = `handle works on ${bench.attempts.length}`;
  ok(bench.attempts.length === 5, {
    message: 'Each call of process has to call handle, also when the message is the same.',
    input,
    expected: 'handle works on 5',
    actual,
  });
  work.resolve();
  await rest(bench.clock);
  for (const order of orders)
    expectResult(order, 'ok', 'Its handle has resolved.', `${input}; then all succeed`);
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

/** One message hangs. Five others come after it, three of them with its key, and end as if it were not there. */
async function oneNeverEnds(
  where: 'attempt 1' | 'attempt 2' | 'deadLetter',
  key: string | null,
): Promise<void> {
  const never = (): Promise<void> => new Promise(() => {});
  const hangsAt = where === 'attempt 1' ? 1 : where === 'attempt 2' ? 2 : Infinity;
  let letters = 0;
  const bench = new Bench({ store: async () => (letters++ === 0 && hangsAt > 2 ? never() : undefined) });
  const plan: Plan = (attempt, signal) => (attempt === hangsAt ? never() : alwaysFailing(attempt, signal));
  const hung = bench.begin(plan, undefined, { key });
  await bench.clock.advance(long);
  const failures = hangsAt > 2 ? [3, 0, 1, 2, 3] : [0, 1, 2, 0, 1];
  const orders = failures.map((count, index) =>
    bench.begin(failing(count), undefined, index < 3 ? { key } : {}),
  );
  await bench.clock.advance(long);
  for (const [index, order] of orders.entries()) {
    const which = index < 3 ? `has its key, ${key === null ? 'none' : `'${key}'`}` : 'has another key';
    const input = `one message hangs in ${where}; five others come after it; this one ${which}, and ${failures[index]} of its attempts fail`;
    const message = 'A message waits for another one, which hangs.';
    expectResult(order, failures[index] === 3 ? 'dead-lettered' : 'ok', message, input);
  }
  const input = `a message hangs in ${where}`;
  expectPending(hung, `The message still hangs in ${where}.`, input);
  expectAttempts(bench, hung, Math.min(hangsAt, 3), input);
}

/** One message is in its pause. Another one comes in and is handled at once, whatever its key. */
async function nobodyWaitsForAPause(key: string | null): Promise<void> {
  for (const [fields, which] of [
    [{}, 'another key'],
    [{ key }, 'the same key'],
  ] as const) {
    const bench = new Bench();
    bench.begin(alwaysFailing, undefined, { key });
    await rest(bench.clock);
    const order = bench.begin(succeeding, undefined, fields);
    await rest(bench.clock);
    const input = `one message has failed and pauses; one with ${which} comes in that moment`;
    expectResult(order, 'ok', 'A message waited for the pause of another one.', input);
  }
}
