import { describeError, fail, ManualClock } from 'codealong/checkkit';
import { TimeoutError } from '../reference/pkg/resilience/timeout';
import { Call, controller, dozen, reactions, rest, type Reaction } from './call';
import { expectEnd, expectNotStopped, type End } from './expect';
import { firstOneDecides } from './orders';

const late = new Error('payment answered after 30 s: connection reset');
const changed = 'What happens after the end of a call changed what its caller got.';

export async function quietAfterwards(): Promise<void> {
  for (const by of ['time', 'parent'] as const) {
    for (const reaction of reactions) await givenUp(by, reaction);
  }
  for (const kind of ['a value', 'an error', 'a throw'] as const) {
    for (const told of [{ order: 7 }, new TimeoutError(50), undefined]) {
      await ended(kind, told, false);
      await ended(kind, told, true);
    }
  }
  await refused();
  await manyAtOnce();
  await requireQuiet('fn ends, the time is up and the parent aborts, 10 ms apart', () =>
    firstOneDecides('fn'),
  );
}

/** The call is given up, and then `fn` ends. */
async function givenUp(by: 'time' | 'parent', reaction: Reaction): Promise<void> {
  for (const ends of ['resolve', 'reject'] as const) {
    const input = `${by === 'time' ? 'the time is up' : 'the parent aborts'}; fn ${reaction}; fn ${ends}s later`;
    await requireQuiet(input, async () => {
      const clock = new ManualClock();
      const parent = controller();
      const call = new Call(300, { clock, parent: parent.signal, reaction });
      await clock.advance(by === 'time' ? 300 : 200);
      if (by === 'parent') parent.abort('shutdown');
      await rest();
      const end: End = by === 'time' ? { kind: 'timeout', ms: 300 } : { kind: 'error', error: 'shutdown' };
      await clock.advance(29_700);
      await call[ends](late);
      expectEnd(call, end, changed, input);
    });
  }
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
  const input = 'ms is 0, or the parent has already aborted; later time passes and the parent aborts';
  await requireQuiet(input, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const call = new Call(0, { clock, parent: parent.signal, work: () => Promise.reject(late) });
    await clock.advance(1_500);
    parent.abort('shutdown');
    await rest();
    new Call(300, { clock, parent: parent.signal, work: () => Promise.reject(late) });
    new Call(0, { clock, parent: parent.signal, work: () => Promise.reject(late) });
    await clock.advance(1_500);
    expectEnd(call, { kind: 'timeout', ms: 0 }, changed, input);
  });
}

/** Twelve calls run out of time together, and then each `fn` rejects. */
async function manyAtOnce(): Promise<void> {
  const input = 'twelve calls run out of time, then each fn rejects';
  await requireQuiet(input, async () => {
    const clock = new ManualClock();
    const parent = controller();
    const calls = dozen(() => new Call(300, { clock, parent: parent.signal }));
    await clock.advance(300);
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
