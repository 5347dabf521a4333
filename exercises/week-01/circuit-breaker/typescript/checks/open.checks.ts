import { ok } from 'codealong/checkkit';
import { Bench, century, timeoutMs } from './bench';
import { describeCall, describeWait, expectAllRejected, expectRunning, rejection, type Call } from './call';

it('rejects-while-open', async () => {
  const bench = new Bench();
  await bench.trip();
  let passed = 0;
  for (const at of [0, 1, 30_000, 59_000]) {
    await bench.clock.advance(at - passed);
    passed = at;
    const count = at === 30_000 ? 1_500 : 150;
    const input = `timeoutMs 60000: 3 failures, ${count} calls ${at} ms after it opened`;
    for (const call of await bench.beginAll(count)) expectRefused(call, input);
    bench.expectState('open', 'A rejected call does not change the state.', input);
  }
});

function expectRefused(call: Call, input: string): void {
  const actual = describeCall(call);
  const expect = (holds: boolean, message: string): void =>
    ok(holds, { message, input, expected: rejection, actual });
  expect(call.runs === 0, 'An open breaker must not call fn.');
  expect(call.result.state !== 'pending', 'A call has to be rejected at once, not to wait.');
  expect(call.isRejected, 'A rejection has to be told by its type: a CircuitOpenError.');
  expect(!call.threw, 'execute has to return a promise that rejects, not to throw.');
}

it('rejections-change-nothing', async () => {
  const bench = new Bench();
  await bench.trip();
  for (let second = 1; second < 60; second++) {
    await bench.clock.advance(1_000);
    await bench.beginAll(5);
  }
  await bench.clock.advance(999);
  await bench.beginAll(5);
  await bench.clock.advance(1);
  const open =
    'timeoutMs 60000: 3 failures, 5 calls every second and 1 ms before the end; the call at 60 seconds';
  const probe = await bench.admits('Rejected calls must not make the open time longer.', open);

  for (let round = 1; round <= 4; round++) {
    const input = `half-open: the probe runs, 60 more calls, ${round} times`;
    const calls = await bench.beginAll(60);
    expectAllRejected(calls, 'Until the probe ends, every further call is rejected.', input);
    bench.expectState('half-open', 'A rejected call does not change the state.', input);
    await bench.clock.advance(1_000);
  }
  await probe.succeed();
  await bench.fail(2);
  const counted = 'calls are rejected while open and while half-open; the probe succeeds, then fail, fail';
  bench.expectState('closed', 'Rejected calls are not failures: only 2 came since it closed.', counted);
});

interface Opening {
  readonly timeoutMs: number;
  /** What the clock says when the breaker opens. */
  readonly opensAt: number;
}

it('admits-at-the-timeout', async () => {
  const openings = [timeoutMs, 1, 7_777, century].map((ms) => ({ timeoutMs: ms, opensAt: 1_000_000 }));
  const odd = [0, -30_000, -60_000, -5_000_000, 1_900_000_000_000].map((opensAt) => ({ timeoutMs, opensAt }));
  await partsOfMilliseconds();
  for (const opening of [...openings, ...odd]) {
    await boundary(opening);
    for (const later of [1, 12 * opening.timeoutMs, 5_000 * opening.timeoutMs, century])
      await admitsLater(opening, later);
  }
});

/** Opens a breaker with three failures, 5 s apart; the third call takes 7 s. */
async function opened({ timeoutMs: ms, opensAt }: Opening): Promise<Bench> {
  const bench = new Bench({ timeoutMs: ms }, { start: opensAt - 17_000 });
  for (let i = 0; i < 2; i++) {
    await bench.fail(1);
    await bench.clock.advance(5_000);
  }
  const third = await bench.begin();
  await bench.clock.advance(7_000);
  await third.fail();
  return bench;
}

async function boundary(opening: Opening): Promise<void> {
  const story = `timeoutMs ${opening.timeoutMs}, opened by a call that took 7000 ms, when the clock said ${opening.opensAt}`;
  const early = await opened(opening);
  await early.clock.advance(opening.timeoutMs - 1);
  const still = 'One millisecond before the timeout ends, a call is still rejected.';
  await early.rejects(still, `${story}; a call ${opening.timeoutMs - 1} ms after that failure`);
  const due = await opened(opening);
  await due.clock.advance(opening.timeoutMs);
  expectHalfOpen(due, await due.begin(), `${story}; a call ${opening.timeoutMs} ms after that failure`);
}

/** The timeout ends between two milliseconds. Nobody calls at that very instant. */
async function partsOfMilliseconds(): Promise<void> {
  const opening = { timeoutMs: 1.5, opensAt: 1_000_000 };
  const early = await opened(opening);
  await early.clock.advance(1);
  const still = 'Before the timeout ends, a call is still rejected.';
  await early.rejects(still, 'timeoutMs 1.5; a call 1 ms after it opened');
  const due = await opened(opening);
  await due.clock.advance(2);
  expectHalfOpen(due, await due.begin(), 'timeoutMs 1.5; a call 2 ms after it opened');
}

async function admitsLater(opening: Opening, later: number): Promise<void> {
  const bench = await opened(opening);
  await bench.clock.advance(opening.timeoutMs + later);
  const input = `timeoutMs ${opening.timeoutMs}; the first call, ${later} ms after the timeout ended`;
  expectHalfOpen(bench, await bench.begin(), input);
}

function expectHalfOpen(bench: Bench, call: Call, input: string): void {
  expectRunning(call, 'When the timeout has ended, the first call is let through.', input);
  bench.expectState('half-open', 'The call that is let through makes the breaker half-open.', input);
}

it('tells-when-to-retry', async () => {
  for (const ms of [60_000, 7_777, 2_500.5, century]) await waitsAreTold(ms);
});

async function waitsAreTold(ms: number): Promise<void> {
  const bench = new Bench({ timeoutMs: ms });
  const told: Wait[] = [];
  const expectWait = async (waitMs: number, when: string): Promise<void> => {
    const one = { call: await bench.begin(), waitMs, input: `timeoutMs ${ms}: rejected ${when}` };
    told.push(one);
    compareWait(one, 'retryAfterMs has to be the time from the rejection to the end of the timeout.');
  };
  await bench.trip();
  for (let round = 1; round <= 3; round++) {
    const opening = round === 1 ? 'it opened' : `it opened again, after failed probe ${round - 1}`;
    let passed = 0;
    for (const at of [0, 1, 1_234, Math.floor(ms) - 1_000, Math.floor(ms) - 1]) {
      await bench.clock.advance(at - passed);
      passed = at;
      await expectWait(ms - at, `${at} ms after ${opening}`);
    }
    await bench.clock.advance(2);
    const probe = await bench.begin();
    for (const at of [0, Math.floor(ms) - 1, Math.floor(3 * ms)]) {
      await bench.clock.advance(at);
      await expectWait(0, 'while half-open, because no slot is free');
    }
    await probe.fail();
  }
  for (const one of told) compareWait(one, 'A rejection must not change after its caller has it.');
}

interface Wait {
  readonly call: Call;
  readonly waitMs: number;
  readonly input: string;
}

function compareWait({ call, waitMs, input }: Wait, message: string): void {
  const [expected, actual] = [`rejected with retryAfterMs ${waitMs}`, describeWait(call)];
  ok(actual === expected, { message, input, expected, actual });
}
