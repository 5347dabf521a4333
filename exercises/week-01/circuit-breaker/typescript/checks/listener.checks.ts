import { equal } from 'codealong/checkkit';
import type { State } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, timeoutMs, type Options } from './bench';
import { Call, expectRejected, expectRunning, expectSlots, rest } from './call';
import { expectError, expectValue } from './endings';

const outage = new Error('the broker is down');
const failing = (): never => {
  throw outage;
};
const ignored = new Error('the customer closed the app');
const isFailure = (error: unknown): boolean => error !== ignored;

/** A listener that writes down each change, and what it does after that. */
function recording(then: (to: State) => void = () => {}) {
  const changes: string[] = [];
  const onStateChange = (from: State, to: State): void => {
    changes.push(`${from} → ${to}`);
    then(to);
  };
  return { changes, onStateChange };
}

/** A breaker whose listener makes a call that fails when it is told of this state. */
function callingWhen(state: State, options: Partial<Options>): { changes: readonly string[]; bench: Bench } {
  const { changes, onStateChange } = recording((to) => {
    if (to === state) bench.breaker.execute(failing).catch(() => {});
  });
  const bench = new Bench({ ...options, onStateChange });
  return { changes, bench };
}

/** What the listener was called with, in one line. */
const list = (changes: readonly string[]): string => (changes.length === 0 ? 'no call' : changes.join(' · '));

it('reports-each-change-once', async () => {
  const { changes, onStateChange } = recording();
  const bench = new Bench({ isFailure, onStateChange });
  const expectChange = async (change: string | undefined, input: string): Promise<void> => {
    await rest();
    const message = change
      ? 'The listener has to be called once for this change.'
      : 'The listener was called, although the state did not change.';
    equal(list(changes), list(change ? [change] : []), { message, input });
    changes.length = 0;
  };
  await expectChange(undefined, 'a new breaker');
  for (let cycle = 1; cycle <= 4; cycle++) await wholeCycle(bench, expectChange, `cycle ${cycle}: `);
  for (const limit of [3, 50]) await burst(limit);
});

async function burst(limit: number): Promise<void> {
  const { changes, onStateChange } = recording();
  const bench = new Bench({ maxFailures: limit, onStateChange });
  for (const call of await bench.beginAll(200)) call.failInStep(outage);
  await rest();
  equal(list(changes), 'closed → open', {
    message: 'The listener has to be called once for this change.',
    input: `maxFailures ${limit}: 200 calls at once, all fail`,
  });
}

async function wholeCycle(
  bench: Bench,
  expectChange: (change: string | undefined, input: string) => Promise<void>,
  cycle: string,
): Promise<void> {
  const late = await bench.beginAll(3);
  await bench.succeed();
  await bench.fail(2);
  await bench.fail(1, ignored);
  await expectChange(undefined, `${cycle}closed: succeed, fail, fail, an ignored error`);
  await bench.fail(1);
  await expectChange('closed → open', `${cycle}the third failure in a row`);
  await late[0]?.fail();
  await bench.beginAll(5);
  await bench.passTimeout();
  await expectChange(undefined, `${cycle}open: a late failure, 5 rejected calls, the timeout passes`);
  const [probe] = await bench.beginAll(5);
  await expectChange('open → half-open', `${cycle}the timeout has passed, 5 calls at once`);
  await late[1]?.succeed();
  await probe?.fail(ignored);
  await expectChange(undefined, `${cycle}half-open: a late success, the probe ends with an ignored error`);
  await bench.fail(1);
  await expectChange('half-open → open', `${cycle}the next probe fails`);
  await bench.passTimeout();
  const good = await bench.begin();
  await expectChange('open → half-open', `${cycle}the timeout has passed again, one call`);
  await good.succeed();
  await expectChange('half-open → closed', `${cycle}the probe succeeds`);
  await late[2]?.fail();
  await expectChange(undefined, `${cycle}closed: a late failure`);
}

/** Each change of state that a call brings about, in an order that is possible. */
const steps = [
  { how: 'the third failure', fn: () => Promise.reject(outage), state: 'open' },
  { how: 'a probe fails', fn: () => Promise.reject(outage), state: 'open' },
  { how: 'a probe ends with an ignored error', fn: () => Promise.reject(ignored), state: 'half-open' },
  { how: 'a probe succeeds', fn: () => Promise.resolve('coffee'), state: 'closed' },
] as const;

it('listener-cannot-wedge', async () => {
  for (const thrown of [new Error('the metrics server is down'), 'a text', undefined]) {
    for (const when of ['open', 'half-open', 'closed', 'any state'] as const) await throwsWhen(when, thrown);
  }
});

async function throwsWhen(when: State | 'any state', thrown: unknown): Promise<void> {
  const heard: State[] = [];
  const onStateChange = (_: State, to: State): void => {
    heard.push(to);
    if (when === 'any state' || when === to) throw thrown;
  };
  const bench = new Bench({ isFailure, onStateChange, halfOpenMaxCalls: 2 });
  const story = `the listener throws when told of ${when}`;
  for (let round = 1; round <= 2; round++) {
    await bench.fail(2);
    for (const { how, fn, state } of steps) {
      const input = `${story}: ${how}`;
      const outcome = await bench.run<unknown>(fn, input);
      if (state === 'closed') expectValue(outcome, 'coffee', input);
      else expectError(outcome, state === 'open' ? outage : ignored, input);
      bench.expectState(state, 'A listener that throws does not stop or undo a change.', input);
      if (state === 'open') await bench.passTimeout();
    }
  }
  await bench.becomeDue();
  expectSlots(
    await bench.beginAll(5),
    2,
    `halfOpenMaxCalls 2, ${story}: the timeout passes, 5 calls at once`,
  );
  const all = ['open', 'half-open', 'open', 'half-open', 'closed'];
  const expected = [...all, ...all, 'open', 'half-open'].join(', ');
  equal(heard.join(', '), expected, {
    message: 'A listener that throws is still called for every change.',
    input: story,
  });
}

it('listener-may-call-back', async () => {
  await slotIsTaken();
  await callsInEveryState();
  await hearsBeforeTheProbeEnds();
  await timeRunsFromTheFailure();
  for (const probeSucceeds of [true, false]) await callThatOpens(probeSucceeds);
  await callOnceClosed();
});

async function slotIsTaken(): Promise<void> {
  for (const slots of [1, 3]) {
    const made: Call[] = [];
    const onStateChange = (_: State, to: State): void => {
      if (to === 'half-open') for (let i = 0; i < 4; i++) made.push(new Call(bench.breaker));
    };
    const bench: Bench = new Bench({ halfOpenMaxCalls: slots, onStateChange });
    await bench.becomeDue();
    const input = `halfOpenMaxCalls ${slots}: the listener makes 4 calls when told of half-open`;
    await bench.admits('The call that made it half-open has its slot before the listener is called.', input);
    expectSlots(made, slots - 1, `${input}; the probe has one slot`);
  }
}

async function callsInEveryState(): Promise<void> {
  const seen: string[] = [];
  const made: [to: State, call: Call][] = [];
  const onStateChange = (_: State, to: State): void => {
    seen.push(`${to}: ${bench.breaker.state}`);
    made.push([to, new Call(bench.breaker)]);
  };
  const bench: Bench = new Bench({ onStateChange });
  for (let round = 0; round < 2; round++) {
    await bench.becomeDue();
    const probe = await bench.begin();
    await probe.succeed();
  }
  const told = 'the listener reads the state and makes a call, each time it is told of a state';
  const [open, half, closed] = ['open: open', 'half-open: half-open', 'closed: closed'];
  const expected = [open, half, closed, open, half, closed].join(', ');
  equal(seen.join(', '), expected, {
    message: 'When the listener is called, the state is already the new one.',
    input: `${told} (what it is told, then what it reads)`,
  });
  for (const [to, call] of made) {
    if (to === 'closed') expectRunning(call, 'A call of the listener is let through while closed.', told);
    else expectRejected(call, `A call of the listener is rejected while ${to}.`, told);
  }
}

/** A probe that throws at once changes the state twice in one go. The listener is called in between. */
async function hearsBeforeTheProbeEnds(): Promise<void> {
  const seen: string[] = [];
  const bench: Bench = new Bench({ onStateChange: (_, to) => seen.push(`${to}: ${bench.breaker.state}`) });
  await bench.becomeDue();
  await bench.run(failing);
  equal(seen.join(', '), 'open: open, half-open: half-open, open: open', {
    message: 'When the listener is called, the state is already the new one, and not yet the next one.',
    input:
      'fn of the probe throws at once; the listener reads the state (what it is told, then what it reads)',
  });
}

/** The listener takes five seconds. The timeout has begun with the failure. */
async function timeRunsFromTheFailure(): Promise<void> {
  const bench: Bench = new Bench({ onStateChange: (_, to) => to === 'open' && bench.clock.skip(5_000) });
  await bench.trip();
  for (const failure of ['the third failure', 'the first probe failed', 'the second probe failed']) {
    await bench.clock.advance(timeoutMs - 4_000);
    const input = `timeoutMs 60000: the listener takes 5000 ms when told of open; a call 61000 ms after ${failure}`;
    const message = 'The timeout runs from the failure, not from the end of the listener.';
    const probe = await bench.admits(message, input);
    await probe.fail();
  }
}

/** A call of the listener opens the breaker, and the listener is called for that as well. The probe ends too late to count. */
async function callThatOpens(probeSucceeds: boolean): Promise<void> {
  const { changes, bench } = callingWhen('half-open', { maxFailures: 1, halfOpenMaxCalls: 2 });
  await bench.becomeDue();
  const probe = await bench.begin();
  await bench.clock.advance(5_000);
  await (probeSucceeds ? probe.succeed() : probe.fail());
  const story = `maxFailures 1, halfOpenMaxCalls 2: when told of half-open, the listener makes a call that fails; 5000 ms later the probe ${probeSucceeds ? 'succeeds' : 'fails'}`;
  const late = 'The call of the listener has opened it; the probe ends too late to count.';
  bench.expectState('open', late, story);
  const expected = ['closed → open', 'open → half-open', 'half-open → open'];
  const message = 'The listener is called once for each change, also for those that its own calls make.';
  equal(list(changes), list(expected), { message, input: story });
  await bench.clock.advance(timeoutMs - 4_000);
  const due = `${story}; a call 61000 ms after the listener's call failed`;
  await bench.admits('The timeout runs from the failure that opened it.', due);
}

/** The breaker has closed, and a call of the listener opens it again, before anybody else has called. */
async function callOnceClosed(): Promise<void> {
  const { changes, bench } = callingWhen('closed', { maxFailures: 1 });
  const input = 'maxFailures 1: when told of closed, the listener makes a call that fails';
  await bench.trip();
  const expected = ['closed → open'];
  for (let round = 0; round < 2; round++) {
    await bench.passTimeout();
    expectValue(await bench.run(() => Promise.resolve('coffee'), input), 'coffee', input);
    bench.expectState('open', 'The call of the listener has failed and opened it.', input);
    expected.push('open → half-open', 'half-open → closed', 'closed → open');
  }
  const message = 'The listener is called once for each change, also for those that its own calls make.';
  equal(list(changes), list(expected), { message, input });
}
