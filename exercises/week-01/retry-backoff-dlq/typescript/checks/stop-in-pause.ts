import { describeError, ok } from 'codealong/checkkit';
import { alwaysFailing, Bench, controller, failing, many, rest, succeeding, type Order } from './bench';
import {
  expectAttempts,
  expectLetters,
  expectNoTimer,
  expectPending,
  expectRejected,
  expectResult,
} from './expect';

const reasons: readonly (readonly [unknown])[] = [
  [new Error('a new version is rolled out')],
  ['a text'],
  [null],
  [0],
  [''],
  [false],
];

export async function shutdownInAPause(): Promise<void> {
  for (const ms of [0, 1, 500, 999, 1_000, 1_500, 2_999]) {
    await abortAt(ms, (stop) => stop.abort());
    for (const [reason] of reasons) await abortAt(ms, (stop) => stop.abort(reason));
  }
  for (const [reason] of reasons) await abortedBefore(reason);
  await manyWithOneSignal();
  await oneOfSix();
  await comesAgain();
}

async function abortAt(ms: number, abort: (stop: AbortController) => void): Promise<void> {
  const bench = new Bench();
  const stop = controller();
  const order = bench.begin(alwaysFailing, stop.signal);
  await bench.clock.advance(ms);
  await rest(bench.clock);
  const attempts = ms < 1_000 ? 1 : 2;
  abort(stop);
  await rest(bench.clock);
  const into = ms < 1_000 ? ms : ms - 1_000;
  const reason = describeError(stop.signal.reason);
  const input = `the signal aborts ${into} ms into pause ${attempts}, with ${reason}; no time has passed since`;
  await expectStopped(bench, order, stop.signal, attempts, input);
}

/** It has ended, and nothing happens later. */
async function expectStopped(
  bench: Bench,
  order: Order,
  { reason }: AbortSignal,
  attempts: number,
  input: string,
): Promise<void> {
  const still = order.result.state === 'pending';
  const message = still
    ? 'The signal aborted, and process still waits.'
    : 'When the signal aborts, process has to reject with its reason.';
  expectRejected(order, reason, message, input);
  expectNoTimer(bench, 'the signal had aborted', input);
  await bench.clock.advance(1_000_000);
  const later = `${input}; much later`;
  expectAttempts(bench, order, attempts, later, 'After the abort nothing is retried.');
  expectLetters(bench, 0, 'A good message was dead-lettered during a shutdown.', later);
}

async function abortedBefore(reason: unknown): Promise<void> {
  const bench = new Bench();
  const stop = controller();
  stop.abort(reason);
  const order = bench.begin(succeeding, stop.signal);
  await rest(bench.clock);
  const input = `the signal has aborted before process is called, with ${describeError(reason)}`;
  await expectStopped(bench, order, stop.signal, 0, input);
}

async function manyWithOneSignal(): Promise<void> {
  const bench = new Bench();
  const stop = controller();
  const orders = many(12, () => bench.begin(alwaysFailing, stop.signal));
  await bench.clock.advance(1_200);
  stop.abort(new Error('a new version is rolled out'));
  await rest(bench.clock);
  const input = 'twelve messages with one signal, which aborts in their second pause';
  for (const order of orders) await expectStopped(bench, order, stop.signal, 2, input);
}

async function oneOfSix(): Promise<void> {
  const bench = new Bench();
  const stops = many(6, controller);
  const orders = stops.map(({ signal }) => bench.begin(failing(1), signal));
  await bench.clock.advance(500);
  stops[2]?.abort('only this one');
  await rest(bench.clock);
  for (const [index, order] of orders.entries()) {
    const input = 'six messages pause, each with a signal of its own; that of the third aborts';
    if (index === 2) expectRejected(order, 'only this one', 'Its signal has aborted.', input);
    else expectPending(order, 'A message was stopped by the signal of another one.', input);
  }
  await bench.clock.advance(1_000_000);
  const input = 'six messages pause, the signal of the third aborts; much later';
  for (const [index, order] of orders.entries())
    expectAttempts(bench, order, index === 2 ? 1 : 2, input, 'Each message has a signal of its own.');
  const next = bench.begin(failing(1));
  await bench.clock.advance(1_000_000);
  const after = 'one of six messages was stopped; then one comes whose signal does not abort';
  expectResult(next, 'ok', 'A message was stopped by the signal of another one.', after);
}

/** Three restarts: each time the message comes again and is stopped in its pause, then it succeeds. */
async function comesAgain(): Promise<void> {
  const bench = new Bench();
  const first = bench.begin(alwaysFailing);
  await bench.clock.advance(1_000_000);
  for (let round = 1; round <= 3; round++) {
    const before = bench.attempts.length;
    const stop = controller();
    const order = bench.again(first.message, alwaysFailing, stop.signal);
    await bench.clock.advance(1_500);
    stop.abort('restart');
    await rest(bench.clock);
    const input = `a message is stopped in its second pause, restart ${round} of three`;
    expectRejected(order, 'restart', 'When the signal aborts, process has to reject with its reason.', input);
    expectAttempts(bench, order, before + 2, input, `Earlier calls of process made ${before}.`);
  }
  expectLetters(bench, 1, 'A message that was stopped became a dead letter.', 'three restarts');
  ok(!bench.attempts.some(({ wasAborted }) => wasAborted), {
    message: 'handle was given a signal that had aborted, although that of process had not.',
    input: 'a message comes again after each of three restarts, each time with a new signal',
    expected: 'a signal that has not aborted',
    actual: 'a signal that has aborted',
  });
}
