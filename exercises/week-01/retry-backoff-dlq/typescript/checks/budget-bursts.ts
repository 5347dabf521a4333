import { ok } from 'codealong/checkkit';
import { alwaysFailing, down, Bench, Gate, many, rest, succeeding } from './bench';
import { expectRetries } from './budget-expect';
import { expectResult } from './expect';

/**
 * Messages that fail together, `percent`, `minRetries`, and the retries that they get. Bursts of at most a dozen also with a third
 * attempt.
 */
const cases = [
  [40, 10, 0, 4],
  [9, 10, 0, 0],
  [10, 10, 0, 1],
  [19, 10, 0, 1],
  [20, 10, 0, 2],
  [50, 58, 0, 29],
  [25, 44, 0, 11],
  [5, 10, 3, 3],
  [12, 0, 0, 0],
  [12, 0, 2, 2],
  [12, 100, 0, 12],
  [20, 10, 2, 2],
  [20, 10, 3, 3],
  [20, 10, 1, 2],
  [3, 10, 7, 3],
] as const;

/** The same, for whoever remembers or allows so many and no more. */
const large = [
  [99, 10, 0, 9],
  [100, 29, 0, 29],
  [80, 0, 70, 70],
  [300, 100, 0, 300],
] as const;

export async function bursts(): Promise<void> {
  for (const [messages, percent, minRetries, retries] of cases) {
    for (const maxAttempts of messages > 12 ? [2] : [2, 3])
      await burst(messages, { percent, minRetries, windowMs: 10_000 }, retries, maxAttempts);
  }
  await withoutBudget();
}

export async function largeBursts(): Promise<void> {
  for (const [messages, percent, minRetries, retries] of large)
    await burst(messages, { percent, minRetries, windowMs: 10_000 }, retries, 2);
  await tenSecondsOfOrders();
}

/** 1,667 messages within the window, of which the last 200 fail. */
async function tenSecondsOfOrders(): Promise<void> {
  const bench = new Bench({ retryBudget: { percent: 10, minRetries: 0, windowMs: 10_000 }, maxAttempts: 2 });
  for (let count = 0; count < 1_467; count++) bench.begin(succeeding);
  await rest(bench.clock);
  const orders = many(200, () => bench.begin(alwaysFailing));
  await bench.clock.advance(9_000);
  const input = 'percent 10, minRetries 0, maxAttempts 2; 1,467 messages succeed, then 200 fail together';
  expectRetries(bench, orders, 166, input);
}

async function burst(
  messages: number,
  retryBudget: { percent: number; minRetries: number; windowMs: number },
  retries: number,
  maxAttempts: number,
): Promise<void> {
  const bench = new Bench({ retryBudget: Object.freeze(retryBudget), maxAttempts });
  const gates = many(messages, () => new Gate());
  const orders = gates.map((gate) =>
    bench.begin((attempt) => (attempt === 1 ? gate.promise : Promise.reject(down))),
  );
  await rest(bench.clock);
  for (const gate of gates) gate.reject(down);
  await rest(bench.clock);
  const { percent, minRetries } = retryBudget;
  const input = `percent ${percent}, minRetries ${minRetries}, maxAttempts ${maxAttempts}; ${messages} messages fail together`;
  const atOnce = bench.letters.length;
  await bench.clock.advance(9_000);
  // Whoever had a retry asks for one more, if there is a third attempt: a minimum above the burst has some left.
  const more = maxAttempts === 3 ? Math.max(0, Math.min(retries, Math.max(minRetries, 0) - retries)) : 0;
  expectRetries(bench, orders, retries + more, input);
  ok(atOnce === messages - retries, {
    message: 'A message that gets no retry has to be dead-lettered at once.',
    input: `${input}; no time has passed`,
    expected: `${messages - retries} letters`,
    actual: `${atOnce} letters`,
  });
  for (const order of orders) expectResult(order, 'dead-lettered', 'It failed to the end.', input);
}

async function withoutBudget(): Promise<void> {
  const bench = new Bench({ maxAttempts: 2 });
  const orders = many(40, () => bench.begin(() => Promise.reject(down)));
  await bench.clock.advance(9_000);
  expectRetries(bench, orders, 40, 'no retryBudget, maxAttempts 2; 40 messages fail together');
}
