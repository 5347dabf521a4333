import { describeError, ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, down, message as messageOf, rest } from './bench';
import { describeResult, expectAttempts, expectLetters, expectRejected, expectResult } from './expect';
import { expectLetter } from './letter';

const brokerDown = new Error('the broker of the dead letters is down');

export async function failedLetterRejects(): Promise<void> {
  for (const error of [brokerDown, undefined, null, 0, '', false, 'a text']) {
    for (const how of ['rejects', 'throws'] as const) {
      await oneLetter(how, error, 3, true);
      await oneLetter(how, error, 1, true);
      await oneLetter(how, error, 3, false);
    }
  }
  await sixRounds();
  await othersGoOn();
}

async function oneLetter(
  how: 'rejects' | 'throws',
  error: unknown,
  maxAttempts: number,
  retryable: boolean,
): Promise<void> {
  const store = (): Promise<void> => {
    if (how === 'throws') throw error;
    return Promise.reject(error);
  };
  const asked: unknown[] = [];
  const isRetryable = (about: unknown): boolean => asked.push(about) < 0;
  // Left out where it does not matter: the rule holds without it as well.
  const bench = new Bench({ store, maxAttempts, ...(!retryable && { isRetryable }) });
  const order = bench.begin(alwaysFailing);
  await bench.clock.advance(1_000_000);
  const attempts = retryable ? maxAttempts : 1;
  const input = `maxAttempts ${maxAttempts}; ${retryable ? 'all attempts fail' : 'the error is not retryable'}; deadLetter ${how} with ${describeError(error)}`;
  const message = `deadLetter failed, and ${describeResult(order)}.`;
  expectRejected(order, error, message, input);
  expectLetters(bench, 1, 'After deadLetter has failed, it is not called again.', input);
  expectAttempts(bench, order, attempts, input, 'After deadLetter has failed, handle is not called again.');
  ok(!asked.includes(error), {
    message: 'After deadLetter has failed, isRetryable is not called.',
    input,
    expected: "isRetryable is asked about handle's error alone",
    actual: `asked about ${asked.map(describeError).join(', ')}`,
  });
}

/** The same message comes six times. Every second letter cannot be stored. */
async function sixRounds(): Promise<void> {
  let letters = 0;
  const store = async (): Promise<void> => {
    if (++letters % 2 === 1) throw brokerDown;
  };
  const bench = new Bench({ store });
  const message = messageOf(7);
  for (let round = 1; round <= 6; round++) {
    const firstFailureAt = bench.clock.now();
    const order = bench.again(message, alwaysFailing);
    await bench.clock.advance(3_000);
    await rest(bench.clock);
    const input = `the same message comes again and fails; every second letter cannot be stored; round ${round} of six`;
    expectAttempts(bench, order, 3 * round, input, 'Each call of process starts over.');
    expectLetters(bench, round, 'Each call of process writes one letter.', input);
    const times = { firstFailureAt, lastFailureAt: firstFailureAt + 3_000 };
    expectLetter(bench.letters[round - 1], { message, error: down, attempts: 3, ...times }, input);
    if (round % 2 === 1) expectRejected(order, brokerDown, 'This letter was not stored.', input);
    else expectResult(order, 'dead-lettered', 'This letter was stored.', input);
  }
}

/** One letter of twelve cannot be stored: only its own message comes again. */
async function othersGoOn(): Promise<void> {
  let letters = 0;
  const store = async (): Promise<void> => {
    if (++letters === 5) throw brokerDown;
  };
  const bench = new Bench({ store, maxAttempts: 1 });
  for (let number = 1; number <= 12; number++) {
    const order = bench.begin(alwaysFailing);
    await rest(bench.clock);
    const input = `twelve messages fail one after another; the letter of the fifth cannot be stored; message ${number}`;
    if (number === 5) expectRejected(order, brokerDown, 'This letter was not stored.', input);
    else expectResult(order, 'dead-lettered', 'This letter was stored.', input);
  }
}
