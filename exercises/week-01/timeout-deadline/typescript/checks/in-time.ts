import { ManualClock, ok, watch } from 'codealong/checkkit';
import { withTimeout } from '../reference/pkg/resilience/timeout';
import { Call, dozen, reactions, rest, type Reaction } from './call';
import {
  expectEnd,
  expectNotStopped,
  expectNoTimer,
  expectRuns,
  expectStopped,
  expectWaiting,
  type Seen,
} from './expect';
import { firstOneDecides } from './orders';

const month = 2_592_000_000;

export async function endsInTime(): Promise<void> {
  for (const ms of [250, 1, 0.5, month]) {
    for (const reaction of reactions) await oneCall(ms, reaction);
  }
  await passedAsItIs();
  await timerFiresLate();
  await manyAtOnce();
  await manyAlike();
  await oneAfterTheOther();
  await firstOneDecides('time');
}

async function oneCall(ms: number, reaction: Reaction): Promise<void> {
  const clock = new ManualClock();
  const call = new Call(ms, { clock, reaction });
  const before = ms < 1 ? ms / 2 : ms - 1;
  const limit = `a timeout of ${ms} ms; fn ${reaction}`;
  await clock.advance(before);
  expectRuns(call, 1, 'withTimeout has to call fn exactly once.', limit);
  ok(call.signal instanceof AbortSignal, {
    message: 'fn was not given an AbortSignal.',
    input: limit,
    expected: 'fn(signal)',
    actual: `fn was given a value of the type ${typeof call.signal}`,
  });
  const early = `${limit}; ${before} ms have passed`;
  expectWaiting(call, 'The call ended before its time was up.', early);
  expectNotStopped(call, 'The signal of fn was aborted before the time was up.', early);

  await clock.advance(ms - before);
  await rest();
  const input = `${limit}; ${ms} ms have passed`;
  expectEnd(call, { kind: 'timeout', ms }, lateMessage(call, reaction), input);
  expectStopped(call, call.result.error, {}, input);
  expectNoTimer(clock, 'the time was up', input);
}

function lateMessage({ result }: Call, reaction: Reaction): string {
  if (result.state !== 'pending')
    return 'When the time is up, the caller has to get a TimeoutError with the timeout.';
  return reaction === 'ignores its signal'
    ? 'fn ignored its signal, and the caller still waits.'
    : 'The time was up, and the caller still waits.';
}

/** The timer may be one of whole milliseconds, the error says what was passed. */
async function passedAsItIs(): Promise<void> {
  const clock = new ManualClock();
  const call = new Call(300.5, { clock });
  await clock.advance(299);
  expectWaiting(call, 'The call ended before its time was up.', 'a timeout of 300.5 ms; 299 ms have passed');
  await clock.advance(2);
  await rest();
  const message = 'The TimeoutError has to carry the timeout as it was passed.';
  expectEnd(call, { kind: 'timeout', ms: 300.5 }, message, 'a timeout of 300.5 ms; 301 ms have passed');
}

/** A clock that can be further on than its timers, as on a busy machine. */
class BusyClock extends ManualClock {
  lateness = 0;

  override now(): number {
    return super.now() + this.lateness;
  }
}

async function timerFiresLate(): Promise<void> {
  const clock = new BusyClock();
  const call = new Call(250, { clock });
  await clock.advance(249);
  clock.lateness = 3;
  await clock.advance(1);
  await rest();
  const input = 'a timeout of 250 ms; its timer fires 3 ms late';
  const message = 'The TimeoutError has to carry the timeout as it was passed.';
  expectEnd(call, { kind: 'timeout', ms: 250 }, message, input);
}

/** Twelve calls with timeouts of 100, 110, … 210 ms, looked at after 155 and after 210. The third and the eighth end before. */
async function manyAtOnce(): Promise<void> {
  const clock = new ManualClock();
  const calls = dozen((index) => new Call(100 + 10 * index, { clock }));
  await rest();
  const paid = calls.filter((_, index) => index === 2 || index === 7);
  for (const call of paid) await call.resolve();
  for (const passed of [155, 210]) {
    await clock.advance(passed - (passed === 210 ? 155 : 0));
    for (const call of calls) {
      const input = `twelve calls at once with timeouts of 100, 110, … 210 ms; those of 120 and 170 are paid; ${passed} ms have passed: the call of ${call.ms}`;
      expectItsOwnEnd(call, passed, paid.includes(call), input);
    }
  }
  expectNoTimer(clock, 'all calls had ended', 'twelve calls at once with timeouts of 100, 110, … 210 ms');
}

function expectItsOwnEnd(call: Call, passed: number, isPaid: boolean, input: string): void {
  if (isPaid)
    return expectEnd(call, { kind: 'value', value: 'paid' }, 'A call that had ended changed its end.', input);
  if (call.ms > passed) {
    expectWaiting(call, 'A call ended by the timeout of another one.', input);
    return expectNotStopped(call, 'The signal of fn was aborted by the timeout of another call.', input);
  }
  const message = 'Of calls that overlap, each has to end at its own timeout.';
  expectEnd(call, { kind: 'timeout', ms: call.ms }, message, input);
  expectStopped(call, call.result.error, {}, input);
}

/** Twelve calls whose time is up in the same millisecond. */
async function manyAlike(): Promise<void> {
  const clock = new ManualClock();
  const calls = dozen(() => new Call(300, { clock }));
  await clock.advance(300);
  await rest();
  for (const [index, call] of calls.entries()) {
    const input = `twelve calls at once with a timeout of 300 ms each; 300 ms have passed: call ${index + 1}`;
    const message = 'Of calls whose time is up together, each has to end.';
    expectEnd(call, { kind: 'timeout', ms: 300 }, message, input);
    expectStopped(call, call.result.error, {}, input);
  }
}

/** The same function in one call after the other. What it still does for an earlier call has no say in a later one. */
async function oneAfterTheOther(): Promise<void> {
  const clock = new ManualClock();
  const works: { end: Record<'resolve' | 'reject', (told: unknown) => void>; signal: AbortSignal }[] = [];
  const fn = (signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => works.push({ end: { resolve, reject }, signal }));
  const begin = (): Seen => {
    const before = works.length;
    const result = watch(withTimeout(fn, 100, { clock }));
    return {
      result,
      threw: false,
      get runs() {
        return works.length - before;
      },
    };
  };
  for (const [index, ends] of (['resolve', 'reject', 'resolve'] as const).entries()) {
    const call = begin();
    await clock.advance(50);
    works[index - 1]?.end[ends](new Error('an answer to the call before'));
    await clock.advance(49);
    const input = `call ${index + 1} of the same fn with a timeout of 100 ms, after ${index} that ran out of time`;
    const late = index > 0 ? `; the fn of the call before ${ends}s after 50 ms` : '';
    expectWaiting(call, 'A call ended before its time was up.', `${input}${late}; 99 ms have passed`);
    await clock.advance(1);
    await rest();
    const message = 'What an earlier call left behind changed how a later one ends.';
    expectEnd(call, { kind: 'timeout', ms: 100 }, message, `${input}${late}; 100 ms have passed`);
    expectStopped(works[index] ?? { signal: undefined }, call.result.error, {}, input);
  }
  const last = begin();
  await rest();
  works.at(-1)?.end.resolve('paid');
  await rest();
  const input = 'the fourth call of the same fn, after three that ran out of time, is paid at once';
  const message = 'What an earlier call left behind changed how a later one ends.';
  expectEnd(last, { kind: 'value', value: 'paid' }, message, input);
}
