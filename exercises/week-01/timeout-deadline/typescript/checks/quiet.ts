import { describeError, fail, ManualClock, ok } from 'codealong/checkkit';
import { TimeoutError } from '../reference/pkg/resilience/timeout';
import { Call, controller, dozen, reactions, rest, type Reaction } from './call';
import { expectEnd, expectNotStopped, type End } from './expect';
import { firstOneDecides } from './orders';

const late = new Error('payment answered after 30 s: connection reset');
/** What `fn` rejects with once nobody waits: an error, a text, nothing. */
const lateReasons: readonly unknown[] = [late, 'connection reset after 30 s', '', null, undefined];
const changed = 'What happens after the end of a call changed what its caller got.';

export async function quietAfterwards(): Promise<void> {
  for (const by of ['time', 'parent'] as const) {
    for (const reaction of reactions) await givenUp(by, reaction, 'resolve', 'paid');
    for (const reason of lateReasons) await givenUp(by, 'ignores its signal', 'reject', reason);
  }
  for (const kind of ['a value', 'an error', 'a throw'] as const) {
    for (const told of [{ order: 7 }, new TimeoutError(50), undefined]) {
      await ended(kind, told, false);
      await ended(kind, told, true);
    }
  }
  await refused();
  await manyInARow();
  await manyAtOnce();
  await requireQuiet('fn ends, the time is up and the parent aborts, 10 ms apart', () =>
    firstOneDecides('fn'),
  );
}

/** The call is given up, and then `fn` ends. */
async function givenUp(
  by: 'time' | 'parent',
  reaction: Reaction,
  ends: 'resolve' | 'reject',
  told: unknown,
): Promise<void> {
  const begun = `${by === 'time' ? 'the time is up' : 'the parent aborts'}; fn ${reaction}`;
  const input =
    reaction === 'ignores its signal'
      ? `${begun}; 30 s later it ${ends}s ${ends === 'resolve' ? 'to' : 'with'} ${describeError(told)}`
      : begun;
  await requireQuiet(input, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const call = new Call(300, { clock, parent: parent.signal, reaction });
    await clock.advance(by === 'time' ? 300 : 200);
    if (by === 'parent') parent.abort('shutdown');
    await rest();
    const end: End = by === 'time' ? { kind: 'timeout', ms: 300 } : { kind: 'error', error: 'shutdown' };
    expectEnd(call, end, 'The call did not end as it was given up.', begun);
    await clock.advance(29_700);
    await call[ends](told);
    expectEnd(call, end, changed, input);
  });
}

/** `fn` ended in time. Then time passes, and then the parent aborts if there is one. */
async function ended(
  kind: 'a value' | 'an error' | 'a throw',
  told: unknown,
  hasParent: boolean,
): Promise<void> {
  const story = `fn ends with ${kind}, ${describeError(told)}, within 300 ms`;
  await requireQuiet(`${story}; later the parent aborts`, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const work = (): Promise<unknown> => {
      if (kind === 'a throw') throw told;
      return kind === 'a value' ? Promise.resolve(told) : Promise.reject(told);
    };
    const call = new Call(300, { clock, work, ...(hasParent && { parent: parent.signal }) });
    await rest();
    const end: End = kind === 'a value' ? { kind: 'value', value: told } : { kind: 'error', error: told };
    expectEnd(call, end, 'withTimeout did not pass on how fn ended.', story);
    const aborted = 'fn ended in time, and its signal was aborted afterwards.';
    expectNotStopped(call, aborted, `${story}; no time has passed`);
    await clock.advance(1_500);
    expectNotStopped(call, aborted, `${story}; 1,500 ms have passed`);
    if (hasParent) parent.abort('shutdown');
    await rest();
    expectEnd(call, end, changed, `${story}; 1,500 ms later the parent aborts`);
  });
}

/** Calls that were refused, and what may come after that. */
async function refused(): Promise<void> {
  const noTime = 'ms is 0, and the parent has not aborted; 1,500 ms later it does';
  await requireQuiet(noTime, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const call = new Call(0, { clock, parent: parent.signal, work: () => Promise.reject(late) });
    await rest();
    const { state, error } = call.result;
    await clock.advance(1_500);
    parent.abort('shutdown');
    await rest();
    ok(state === 'pending' || (call.result.state === state && Object.is(call.result.error, error)), {
      message: changed,
      input: noTime,
      expected: 'the caller has what it had before',
      actual: `withTimeout rejected with ${describeError(call.result.error)}`,
    });
  });
  for (const ms of [300, 0]) {
    await requireQuiet(`ms is ${ms}, and the parent has already aborted; 1,500 ms pass`, async () => {
      const clock = new ManualClock();
      const parent = controller();
      parent.abort('shutdown');
      new Call(ms, { clock, parent: parent.signal, work: () => Promise.reject(late) });
      await clock.advance(1_500);
    });
  }
}

/** Twelve calls one after the other end in time. None of their signals is aborted then, nor when the next one ends. */
async function manyInARow(): Promise<void> {
  const clock = new ManualClock();
  const calls: Call[] = [];
  for (const index of dozen((at) => at)) {
    const call = new Call(300, { clock });
    calls.push(call);
    await clock.advance(100);
    await (index % 3 === 0 ? call.reject() : call.resolve());
    for (const [at, ended] of calls.entries()) {
      const input = `one call after the other, each ended by its fn after 100 of 300 ms; ${index + 1} have ended: call ${at + 1}`;
      expectNotStopped(ended, 'fn ended in time, and its signal was aborted afterwards.', input);
    }
  }
}

/** Twelve calls run out of time together, and then each `fn` rejects. */
async function manyAtOnce(): Promise<void> {
  const input = 'twelve calls run out of time, then each fn rejects';
  await requireQuiet(input, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const calls = dozen(() => new Call(300, { clock, parent: parent.signal }));
    await clock.advance(300);
    for (const call of calls) {
      const message = 'Of calls whose time is up together, each has to end.';
      expectEnd(call, { kind: 'timeout', ms: 300 }, message, 'twelve calls run out of time');
    }
    for (const [index, call] of calls.entries()) await call.reject(index % 2 === 0 ? late : undefined);
    for (const call of calls) expectEnd(call, { kind: 'timeout', ms: 300 }, changed, input);
  });
}

/** Fails when a rejection remains unhandled while `run` goes on, or in the event loop's turns after it. */
async function requireQuiet(input: string, run: () => Promise<void>): Promise<void> {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', hear);
  try {
    await run();
    await rest();
  } finally {
    process.off('unhandledRejection', hear);
  }
  if (unhandled.length === 0) return;
  fail({
    message: messageOf(unhandled[0]),
    input,
    expected: 'no unhandled rejection',
    actual: `a promise rejected with ${describeError(unhandled[0])}, and nobody handled it`,
  });
}

function messageOf(reason: unknown): string {
  return reason === late
    ? 'fn rejected after the call had ended, and nobody handled that rejection: Node ends the process.'
    : 'A rejection of a call that had ended was handled by nobody: Node ends the process.';
}
