import { describeError, fail, ManualClock, ok, show } from 'codealong/checkkit';
import {
  alwaysFailing,
  Bench,
  errors,
  forms,
  many,
  message as messageOf,
  rest,
  type Letter,
  type Message,
  type Order,
} from './bench';
import { expectMessage } from './expect';

export async function letterTellsAll(): Promise<void> {
  // As the clock of a computer says it, with a fraction; and the smallest numbers.
  for (const start of [1_796_074_777_388.25, 0, -500]) {
    await fourAttempts(start, start === 0 ? 100_000 : 1_000);
    await oneAttempt(start, 0);
    await oneAttempt(start, 25);
  }
  await everyField();
  for (const error of errors) await carries(error);
  await givenUpEarly();
  await eachItsOwn();
  await beginsAnew();
}

interface Expected {
  readonly message: Message;
  readonly error: unknown;
  readonly attempts: number;
  readonly firstFailureAt: number;
  readonly lastFailureAt: number;
}

/** Field by field, so that a letter may have more of them. */
export function expectLetter(letter: Letter | undefined, expected: Expected, input: string): void {
  ok(letter, {
    message: 'No letter was written.',
    input,
    expected: 'deadLetter was called',
    actual: 'it was not',
  });
  expectMessage(letter.message, expected.message, 'The letter does not carry the message of process', input);
  ok(Object.is(letter.error, expected.error), {
    message: 'The letter does not carry the very error of the last attempt.',
    input,
    expected: describeError(expected.error),
    actual: `another one: ${describeError(letter.error)}`,
  });
  for (const field of ['attempts', 'firstFailureAt', 'lastFailureAt'] as const) {
    const actual: unknown = letter[field];
    ok(Object.is(actual, expected[field]), {
      message: `${field} is ${show(actual)}, expected ${expected[field]}.`,
      input,
      expected: `${field} ${expected[field]}`,
      actual: show(actual),
    });
  }
}

async function fourAttempts(start: number, baseMs: number): Promise<void> {
  const bench = new Bench({ clock: new ManualClock(start), maxAttempts: 4, baseMs, maxMs: 10 * baseMs });
  const errors = many(4, (index) => new Error(`failure ${index + 1}`));
  const order = bench.begin(async (attempt) => {
    await bench.clock.sleep(10 * attempt);
    throw errors[attempt - 1];
  });
  await bench.clock.advance(7 * baseMs + 100);
  await rest(bench.clock);
  const input = `the clock says ${start}; baseMs ${baseMs}; four attempts of 10, 20, 30 and 40 ms fail, each with an error of its own`;
  const [firstFailureAt, lastFailureAt] = [start + 10, start + 7 * baseMs + 100];
  const { message } = order;
  expectLetter(
    bench.letters[0],
    { message, error: errors[3], attempts: 4, firstFailureAt, lastFailureAt },
    input,
  );
}

async function oneAttempt(start: number, takes: number): Promise<void> {
  const bench = new Bench({ clock: new ManualClock(start), maxAttempts: 1 });
  const error = new Error('card expired');
  const { message } = bench.begin(async () => {
    if (takes) await bench.clock.sleep(takes);
    throw error;
  });
  await bench.clock.advance(takes);
  await rest(bench.clock);
  const [firstFailureAt, lastFailureAt] = [start + takes, start + takes];
  const input = `the clock says ${start}; maxAttempts 1, handle takes ${takes} ms and fails`;
  expectLetter(bench.letters[0], { message, error, attempts: 1, firstFailureAt, lastFailureAt }, input);
}

async function everyField(): Promise<void> {
  for (const [what, message] of forms) {
    const bench = new Bench({ maxAttempts: 2 });
    const error = new Error('card expired');
    bench.again(message, () => Promise.reject(error));
    await bench.clock.advance(1_000);
    await rest(bench.clock);
    const began = bench.clock.now() - 1_000;
    const times = { firstFailureAt: began, lastFailureAt: began + 1_000 };
    expectLetter(bench.letters[0], { message, error, attempts: 2, ...times }, `a message ${what}`);
  }
}

async function carries(error: unknown): Promise<void> {
  const bench = new Bench({ clock: new ManualClock(0), maxAttempts: 2 });
  const { message } = bench.begin((attempt) => Promise.reject(attempt === 1 ? new Error('first') : error));
  await bench.clock.advance(1_000);
  await rest(bench.clock);
  const began = bench.clock.now() - 1_000;
  const input = `the clock begins at 0; attempt 1 of 2 fails with an error, attempt 2 with ${describeError(error)}`;
  const times = { firstFailureAt: began, lastFailureAt: began + 1_000 };
  expectLetter(bench.letters[0], { message, error, attempts: 2, ...times }, input);
}

/** The second of twelve attempts fails for good. */
async function givenUpEarly(): Promise<void> {
  const invalid = new Error('the address is invalid');
  const bench = new Bench({ maxAttempts: 12, isRetryable: (error) => error !== invalid });
  const { message } = bench.begin((attempt) =>
    Promise.reject(attempt === 2 ? invalid : new Error('connection reset')),
  );
  await bench.clock.advance(1_000);
  await rest(bench.clock);
  const began = bench.clock.now() - 1_000;
  const input = 'maxAttempts 12; the error of attempt 2 is not retryable';
  const times = { firstFailureAt: began, lastFailureAt: began + 1_000 };
  expectLetter(bench.letters[0], { message, error: invalid, attempts: 2, ...times }, input);
}

/** Twelve messages overlap, and each has errors, times and attempts of its own. */
async function eachItsOwn(): Promise<void> {
  const bench = new Bench();
  const began = bench.clock.now();
  const [orders, errors]: [Order[], Error[]] = [[], []];
  for (let index = 0; index < 12; index++) {
    const error = new Error(`message ${index + 1} cannot be paid`);
    const plan = (attempt: number) => Promise.reject(attempt < 3 ? new Error('connection reset') : error);
    errors.push(error);
    orders.push(bench.begin(plan));
    await bench.clock.advance(70);
  }
  await bench.clock.advance(3_000);
  const input = 'twelve messages, 70 ms apart; each fails three times';
  for (const [index, { message }] of orders.entries()) {
    const letter = bench.letters.find((one) => one.message?.offset === message.offset);
    if (!letter && bench.letters.length > 0)
      fail({
        message: `No letter carries message ${index + 1}.`,
        input,
        expected: `a letter whose message has the offset ${message.offset}`,
        actual: `the offsets ${bench.letters.map((one) => show(one.message?.offset)).join(', ')}`,
      });
    const firstFailureAt = began + 70 * index;
    const lastFailureAt = firstFailureAt + 3_000;
    expectLetter(
      letter,
      { message, error: errors[index], attempts: 3, firstFailureAt, lastFailureAt },
      input,
    );
  }
}

/** A message that comes again has a letter of its own each time. */
async function beginsAnew(): Promise<void> {
  const bench = new Bench({ maxAttempts: 2 });
  const error = new Error('card expired');
  const message = messageOf(7);
  for (let round = 0; round < 3; round++) {
    const firstFailureAt = bench.clock.now();
    bench.again(message, () => Promise.reject(error));
    await bench.clock.advance(1_000);
    await rest(bench.clock);
    const times = { firstFailureAt, lastFailureAt: firstFailureAt + 1_000 };
    const input = `the same message comes ${round + 1} times, and fails each time`;
    expectLetter(bench.letters[round], { message, error, attempts: 2, ...times }, input);
  }
}
