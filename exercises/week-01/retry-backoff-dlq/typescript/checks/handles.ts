import { ok, show } from 'codealong/checkkit';
import { Bench, controller, forms, Gate, many, message, rest, succeeding, type Plan } from './bench';
import {
  describeResult,
  expectAttempts,
  expectLetters,
  expectMessage,
  expectNoTimer,
  expectResult,
} from './expect';

const notOk = "The message was handled, but process did not resolve to 'ok'.";

export async function handlesOnce(): Promise<void> {
  await oneMessage('handle resolves at once', async () => {});
  await oneMessage('handle resolves after some turns', async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  });
  for (const value of [false, null, 0, 'failed', new Error('a value, not thrown')])
    await oneMessage(`handle resolves to ${show(value)}`, async () => value as never);
  for (const [what, form] of forms) await oneMessage(`a message ${what}`, succeeding, form);
  await takesTime();
  await oneAfterAnother();
  await signalIsPassedOn();
}

async function oneMessage(input: string, plan: Plan, given = message(8)): Promise<void> {
  const bench = new Bench();
  const order = bench.again(given, plan);
  await rest(bench.clock);
  if (order.result.state === 'rejected') throw order.result.error;
  for (const attempt of bench.attempts)
    expectMessage(attempt.message, given, 'handle was called with another message than process', input);
  expectAttempts(bench, order, 1, input);
  expectResult(order, 'ok', notOk, input);
  expectLetters(bench, 0, 'A message that succeeded became a dead letter.', input);
  expectNoTimer(bench, 'the message had been handled', input);
}

async function takesTime(): Promise<void> {
  const bench = new Bench({ maxAttempts: 1 });
  const order = bench.begin(() => bench.clock.sleep(400));
  const input = 'handle takes 400 ms and resolves';
  await bench.clock.advance(399);
  const actual = describeResult(order);
  ok(order.result.state === 'pending', {
    message: 'process ended before handle had ended.',
    input: `${input}; 399 ms have passed`,
    expected: 'process waits',
    actual,
  });
  await bench.clock.advance(1);
  await rest(bench.clock);
  expectResult(order, 'ok', notOk, input);
  expectLetters(bench, 0, 'A message that succeeded became a dead letter.', input);
}

async function oneAfterAnother(): Promise<void> {
  const bench = new Bench();
  for (const number of many(12, (index) => index + 1)) {
    const order = bench.begin(succeeding);
    await rest(bench.clock);
    const input = `message ${number} of twelve, one after another`;
    expectAttempts(bench, order, 1, input);
    expectResult(order, 'ok', notOk, input);
  }
}

async function signalIsPassedOn(): Promise<void> {
  const bench = new Bench();
  const [work, stop] = [new Gate(), controller()];
  bench.begin(() => work.promise, stop.signal);
  await rest(bench.clock);
  const given = bench.attempts[0]?.signal as AbortSignal | undefined;
  ok(given instanceof AbortSignal && !given.aborted, {
    message: 'handle was not given a signal that has not aborted.',
    input: 'a message whose signal has not aborted',
    expected: 'handle(message, signal)',
    actual: given instanceof AbortSignal ? 'the signal has aborted' : `the second argument is ${show(given)}`,
  });
  stop.abort();
  await rest(bench.clock);
  ok(given.aborted, {
    message: 'The signal of handle has to abort when the signal that process was given aborts.',
    input: 'handle is at work; the signal that process was given aborts',
    expected: 'the signal of handle has aborted',
    actual: 'it has not',
  });
  work.resolve();
}
