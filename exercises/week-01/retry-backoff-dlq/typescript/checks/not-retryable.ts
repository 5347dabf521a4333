import { describeError, ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, errors, many, rest, type Message } from './bench';
import { expectLetters, expectNoTimer, expectResult, expectTimes } from './expect';

const invalid = new Error('the address is invalid');

export async function notRetryable(): Promise<void> {
  for (const at of [1, 2, 3, 6]) await parkedAt(at);
  for (const error of errors) {
    await alone(error, true);
    await alone(error, false);
  }
  await mixedMessages();
  await isAskedAboutEach();
  await looksAlike();
}

/** Attempt number `at` of twelve fails for good. */
async function parkedAt(at: number): Promise<void> {
  const bench = new Bench({ maxAttempts: 12, isRetryable: (error) => error !== invalid });
  const order = bench.begin((attempt, signal) =>
    attempt === at ? Promise.reject(invalid) : alwaysFailing(attempt, signal),
  );
  const times = many(at, (index) => 1_000 * (2 ** index - 1));
  await bench.clock.advance(times.at(-1) ?? 0);
  await rest(bench.clock);
  const input = `maxAttempts 12; attempt ${at} fails with an error that is not retryable`;
  expectTimes(bench, order, times, input);
  expectLetters(bench, 1, 'It has to be parked at once, without a pause.', input);
  expectResult(order, 'dead-lettered', 'It has to be parked at once, without a pause.', input);
  expectNoTimer(bench, 'the message had been given up', input);
  await bench.clock.advance(1_000_000);
  expectTimes(bench, order, times, `${input}; much later`);
}

/** Only what `isRetryable` says counts, whatever the error. */
async function alone(error: unknown, isRetryable: boolean): Promise<void> {
  const bench = new Bench({ isRetryable: (asked) => Object.is(asked, error) === isRetryable });
  const order = bench.begin(() => Promise.reject(error));
  await bench.clock.advance(isRetryable ? 3_000 : 0);
  await rest(bench.clock);
  const input = `handle rejects with ${describeError(error)}, for which isRetryable returns ${isRetryable}`;
  expectTimes(bench, order, isRetryable ? [0, 1_000, 3_000] : [0], input);
  expectResult(order, 'dead-lettered', 'No attempt is left.', input);
}

/** Twelve messages at once; every third one is never to be retried. */
async function mixedMessages(): Promise<void> {
  const bench = new Bench({ isRetryable: (error) => error !== invalid });
  const bad: Message[] = [];
  const orders = many(12, (index) => {
    const order = bench.begin(index % 3 === 0 ? () => Promise.reject(invalid) : alwaysFailing);
    if (index % 3 === 0) bad.push(order.message);
    return order;
  });
  await bench.clock.advance(3_000);
  await rest(bench.clock);
  for (const order of orders) {
    const isBad = bad.includes(order.message);
    const input = `twelve messages at once, every third with an error that is not retryable; this one ${isBad ? 'is' : 'is not'} among them`;
    expectTimes(bench, order, isBad ? [0] : [0, 1_000, 3_000], input);
  }
}

async function isAskedAboutEach(): Promise<void> {
  const asked: unknown[] = [];
  const errors = many(5, (index) => new Error(`failure ${index + 1}`));
  const isRetryable = (error: unknown): boolean => asked.push(error) > 0;
  const bench = new Bench({ maxAttempts: 5, isRetryable });
  bench.begin((attempt) => Promise.reject(errors[attempt - 1]));
  await bench.clock.advance(1_000_000);
  for (const error of errors.slice(0, 4)) {
    ok(asked.includes(error), {
      message: 'isRetryable was not asked about the error of every attempt.',
      input: 'five attempts fail, each with an error of its own',
      expected: 'asked about failure 1, 2, 3 and 4',
      actual: `asked about ${asked.map(describeError).join(', ') || 'none'}`,
    });
  }
}

/** What was said of another error with the same text, or of the same one earlier, says nothing about this one. */
async function looksAlike(): Promise<void> {
  const coded = ['busy', 'busy', 'invalid'].map((code) =>
    Object.assign(new Error('payment failed'), { code }),
  );
  const byCode = new Bench({ maxAttempts: 5, isRetryable: (error) => error !== coded[2] });
  const order = byCode.begin((attempt) => Promise.reject(coded[attempt - 1]));
  await byCode.clock.advance(1_000_000);
  const input = 'three errors with the same text; isRetryable returns false of the third alone';
  expectTimes(byCode, order, [0, 1_000, 3_000], input);
  const isOver = (): boolean => byTime.attempts.length > 1;
  const byTime: Bench = new Bench({ maxAttempts: 5, isRetryable: () => !isOver() });
  const same = byTime.begin(alwaysFailing);
  await byTime.clock.advance(1_000_000);
  const again = 'two attempts fail with the same error; isRetryable returns true of it first, then false';
  expectTimes(byTime, same, [0, 1_000], again);
}
