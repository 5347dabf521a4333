import { describeError } from 'codealong/checkkit';
import { alwaysFailing, Bench, errors, failing, Gate, type Message, type Plan } from './bench';
import { describeResult, expectAttempts, expectLetters, expectPending, expectResult } from './expect';

/** Longer than all pauses together: how long they are does not matter here. */
const long = 10_000_000;

export async function triesMaxAttempts(): Promise<void> {
  for (const maxAttempts of [1, 2, 3, 7, 15, 150]) {
    await allFail(maxAttempts, 'handle rejects', alwaysFailing);
    for (let success = 1; success <= maxAttempts; success++)
      if (success <= 2 || (success >= maxAttempts - 1 && success <= 15))
        await succeedsAt(success, maxAttempts);
  }
  for (const error of errors) {
    const told = describeError(error);
    await allFail(3, `handle rejects with ${told}`, () => Promise.reject(error));
    await allFail(3, `handle throws ${told} before it returns a promise`, () => {
      throw error;
    });
    await allFail(1, `handle rejects with ${told}`, () => Promise.reject(error));
  }
  await mixed();
  await countsAnew();
  await letterIsAwaited();
}

async function allFail(maxAttempts: number, how: string, plan: Plan): Promise<void> {
  const bench = new Bench({ maxAttempts });
  const order = bench.begin(plan);
  await bench.clock.advance(long);
  const input = `maxAttempts ${maxAttempts}; ${how} each time`;
  expectAttempts(bench, order, maxAttempts, input);
  expectLetters(bench, 1, 'After the last failure deadLetter has to be called once.', input);
  expectResult(order, 'dead-lettered', 'The letter was stored, but process did not resolve to it.', input);
}

async function succeedsAt(success: number, maxAttempts: number): Promise<void> {
  const bench = new Bench({ maxAttempts });
  const order = bench.begin(failing(success - 1));
  await bench.clock.advance(long);
  const input = `maxAttempts ${maxAttempts}; attempt ${success} succeeds`;
  expectAttempts(bench, order, success, input);
  expectLetters(bench, 0, 'A message that succeeded became a dead letter.', input);
  expectResult(order, 'ok', "A message that succeeded has to end as 'ok'.", input);
}

/** Attempts throw and reject in turns, with falsy errors in between. */
async function mixed(): Promise<void> {
  const bench = new Bench({ maxAttempts: errors.length });
  const order = bench.begin((attempt) => {
    const error = errors[attempt % errors.length];
    if (attempt % 2 === 0) throw error;
    return Promise.reject(error);
  });
  await bench.clock.advance(long);
  const input = `maxAttempts ${errors.length}; handle throws and rejects in turns, also undefined, null, 0, an empty text and false`;
  expectAttempts(bench, order, errors.length, input);
  expectLetters(bench, 1, 'After the last failure deadLetter has to be called once.', input);
}

/** The same message comes again and again: each call of `process` has all its attempts. */
async function countsAnew(): Promise<void> {
  const bench = new Bench();
  const message: Message = bench.begin(alwaysFailing).message;
  await bench.clock.advance(long);
  for (const [round, failures] of [3, 2, 3, 0, 3].entries()) {
    const before = bench.attempts.length;
    const order = bench.again(message, failing(failures));
    await bench.clock.advance(long);
    const input = `maxAttempts 3; call ${round + 2} of process with the same message, ${failures} attempts fail`;
    const expected = before + Math.min(failures + 1, 3);
    const why = `Every call of process counts from 0; earlier calls made ${before}.`;
    expectAttempts(bench, order, expected, input, why);
    expectResult(order, failures < 3 ? 'ok' : 'dead-lettered', 'Every call of process counts from 0.', input);
  }
}

async function letterIsAwaited(): Promise<void> {
  const stored = new Gate();
  const bench = new Bench({ store: () => stored.promise });
  const order = bench.begin(alwaysFailing);
  await bench.clock.advance(long);
  const input = 'all attempts fail; deadLetter has not ended';
  const message = `deadLetter has not ended, and ${describeResult(order)}: the offset would be committed.`;
  expectPending(order, message, input);
  expectLetters(bench, 1, 'While deadLetter works, it was called again.', input);
  stored.resolve();
  await bench.clock.advance(long);
  expectResult(
    order,
    'dead-lettered',
    'deadLetter resolved.',
    'all attempts fail; deadLetter resolves later',
  );
  expectAttempts(bench, order, 3, 'all attempts fail; deadLetter resolves later');
}
