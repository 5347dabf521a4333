import { describeError, ManualClock, ok } from 'codealong/checkkit';
import { withTimeout } from '../reference/pkg/resilience/timeout';
import { Call, controller, dozen, reactions, rest, type Reaction } from './call';
import {
  expectEnd,
  expectNotStopped,
  expectNoTimer,
  expectRuns,
  expectStopped,
  expectWaiting,
} from './expect';
import { firstOneDecides } from './orders';

const leftAlone = 'The parent aborted, but the signal of fn was not aborted: the work goes on.';
const otherReason = "The signal of fn was aborted, but not with the parent's reason.";
const stopped = { running: leftAlone, otherReason };

const reasons: readonly unknown[] = [new Error('the customer left'), 'shutdown', null, 0, '', undefined];

export async function parentWins(): Promise<void> {
  for (const reason of reasons) {
    for (const reaction of reactions) await oneCall(reason, reaction);
    await abortedBeforehand(reason);
  }
  await abortsAtOnce();
  await whileItAborts();
  await manyOnOneParent();
  await eachWithItsOwn();
  await nested();
  await firstOneDecides('parent');
}

/** The parent aborts 1 ms before the timeout. */
async function oneCall(given: unknown, reaction: Reaction): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  const call = new Call(100, { clock, parent: parent.signal, reaction });
  await clock.advance(99);
  parent.abort(given);
  await rest();
  const reason: unknown = parent.signal.reason;
  const input = `a timeout of 100 ms; fn ${reaction}; the parent aborts after 99 ms with ${describeError(reason)}`;
  const message = "The parent aborted first, and the caller did not get the parent's reason.";
  expectEnd(call, { kind: 'error', error: reason }, message, input);
  expectStopped(call, reason, stopped, input);
  expectNoTimer(clock, 'the parent had aborted', input);
  await clock.advance(200);
  expectEnd(call, { kind: 'error', error: reason }, message, `${input}; 200 ms later`);
}

async function abortedBeforehand(given: unknown): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  parent.abort(given);
  const call = new Call(100, { clock, parent: parent.signal, work: async () => 'paid' });
  await rest();
  const reason: unknown = parent.signal.reason;
  const input = `the parent has already aborted with ${describeError(reason)}`;
  expectRuns(call, 0, 'The parent had already aborted, and fn was still called.', input);
  const message = "The parent had already aborted, and the caller did not get the parent's reason.";
  expectEnd(call, { kind: 'error', error: reason }, message, input);
  expectNoTimer(clock, 'a call whose parent had already aborted', input);
}

/** Nothing lets the event loop go on between the call and the abort. */
async function abortsAtOnce(): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  const call = new Call(100, { clock, parent: parent.signal });
  parent.abort('shutdown');
  await rest();
  const input = "the parent aborts with 'shutdown' in the line after the call of withTimeout";
  const message = "The parent aborted right after the call, and the caller did not get the parent's reason.";
  expectEnd(call, { kind: 'error', error: 'shutdown' }, message, input);
  if (call.runs > 0) expectStopped(call, 'shutdown', stopped, input);
  expectNoTimer(clock, 'the parent had aborted', input);
}

/** Calls that begin in listeners of an abort that is under way: the parent has aborted before they begin. */
async function whileItAborts(): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  const begun: Record<string, Call> = {};
  const begin = (where: string) => (): void => {
    begun[where] = new Call(100, { clock, parent: parent.signal, work: async () => 'paid' });
  };
  parent.signal.addEventListener('abort', begin('a listener of the parent from before the first call'));
  const first = new Call(100, { clock, parent: parent.signal });
  await rest();
  parent.signal.addEventListener('abort', begin('a listener of the parent from after the first call'));
  first.signal?.addEventListener('abort', begin('a listener of the signal that fn was given'));
  parent.abort('shutdown');
  await rest();
  for (const [where, call] of Object.entries(begun)) {
    const input = `a second call begins while the parent aborts with 'shutdown', in ${where}`;
    expectRuns(call, 0, 'The parent had already aborted, and fn was still called.', input);
    const message = "The parent had already aborted, and the caller did not get the parent's reason.";
    expectEnd(call, { kind: 'error', error: 'shutdown' }, message, input);
  }
  expectNoTimer(clock, 'the parent had aborted', 'a second call begins while the parent aborts');
}

/** Twelve calls share a parent. The fourth and the eighth have ended before it aborts. */
async function manyOnOneParent(): Promise<void> {
  const clock = new ManualClock();
  const parent = controller();
  const calls = dozen((index) => new Call(100 + index, { clock, parent: parent.signal }));
  await rest();
  const over = calls.filter((_, index) => index === 3 || index === 7);
  for (const call of over) await call.resolve();
  parent.abort('shutdown');
  await rest();
  const input = "twelve calls share one parent; two of them end, then it aborts with 'shutdown'";
  for (const [index, call] of calls.entries()) {
    const which = `${input}: call ${index + 1}`;
    if (over.includes(call)) {
      expectEnd(call, { kind: 'value', value: 'paid' }, 'A call that had ended changed its result.', which);
      continue;
    }
    expectEnd(
      call,
      { kind: 'error', error: 'shutdown' },
      'The abort did not reach every call of its parent.',
      which,
    );
    expectStopped(call, 'shutdown', stopped, which);
  }
  expectNoTimer(clock, 'the parent of all calls had aborted', input);
}

/** Twelve calls have a parent each; only the sixth aborts. */
async function eachWithItsOwn(): Promise<void> {
  const clock = new ManualClock();
  const parents = dozen(controller);
  const calls = parents.map(({ signal }) => new Call(100, { clock, parent: signal }));
  await rest();
  parents[5]?.abort('shutdown');
  await rest();
  const input = "twelve calls with a parent each; the parent of the sixth aborts with 'shutdown'";
  for (const [index, call] of calls.entries()) {
    const which = `${input}: call ${index + 1}`;
    if (index === 5) {
      expectEnd(
        call,
        { kind: 'error', error: 'shutdown' },
        'The abort did not reach the call of its parent.',
        which,
      );
      continue;
    }
    expectWaiting(call, 'A call was ended by the parent of another one.', which);
    expectNotStopped(call, 'The signal of fn was aborted by the parent of another call.', which);
  }
}

/** Five calls in each other, each with the signal of the one around it as its parent. The outermost has the least time. */
async function nested(): Promise<void> {
  const clock = new ManualClock();
  const signals: AbortSignal[] = [];
  const inside =
    (depth: number) =>
    (signal: AbortSignal): Promise<unknown> => {
      signals.push(signal);
      if (depth === 5) return new Promise(() => {});
      return withTimeout(inside(depth + 1), 1_000 * depth, { clock, parent: signal });
    };
  const outermost = new Call(100, { clock, work: inside(1) });
  await clock.advance(100);
  await rest();
  const input =
    'five calls in each other, each with the signal of the one around it as parent; only the outermost, with 100 ms, is out of time';
  expectEnd(
    outermost,
    { kind: 'timeout', ms: 100 },
    'The outermost call has to end at its own timeout.',
    input,
  );
  ok(signals.length === 5, {
    message: 'Each of the calls has to call its fn once.',
    input,
    expected: 'five calls of fn',
    actual: `${signals.length}`,
  });
  for (const [index, signal] of signals.entries()) {
    expectStopped({ signal }, outermost.result.error, stopped, `${input}: the signal of call ${index + 1}`);
  }
  expectNoTimer(clock, 'the outermost call had ended', input);
}
