import { describeError, ok, show } from 'codealong/checkkit';
import { Bench, timeoutMs } from './bench';
import { describeCall, expectRejected, expectRunning, expectSlots, type Call } from './call';

/** So many times the breaker closes again: a result is late after one state change, and after fifty. */
const outages = 12;

/** Calls that begin before the first outage and end during any, and calls that begin before each and end during it. */
class SlowCalls {
  readonly #bench: Bench;
  readonly #end: (call: Call) => Promise<void>;
  #old: Call[] = [];
  #fresh: Call[] = [];

  constructor(bench: Bench, end: (call: Call) => Promise<void>) {
    this.#bench = bench;
    this.#end = end;
  }

  async begin(): Promise<void> {
    if (this.#old.length === 0) this.#old = [...(await this.#bench.beginAll(6 * outages))];
    this.#fresh = [...(await this.#bench.beginAll(6))];
  }

  /** Lets one of each end. */
  async end(): Promise<void> {
    for (const call of [this.#old.shift(), this.#fresh.shift()]) if (call) await this.#end(call);
  }
}

async function lateSuccess(call: Call): Promise<void> {
  await call.succeed('late');
  expectOwn(call, call.result.value === 'late', "execute resolved to 'late'");
}

async function lateFailure(call: Call, error: unknown): Promise<void> {
  await call.fail(error);
  const isOwn = call.result.state === 'rejected' && call.result.error === error;
  expectOwn(call, isOwn, `execute rejected with ${describeError(error)}, the very same`);
}

export async function lateSuccessIsIgnored(): Promise<void> {
  const bench = new Bench();
  const slow = new SlowCalls(bench, lateSuccess);
  await slow.begin();
  await bench.fail(2);
  for (let outage = 1; outage <= outages; outage++) {
    const story = `calls begin, the breaker opens and closes ${outage - 1} times`;
    await bench.fail(1);
    const reset = `${story}; fail, fail, calls from before succeed, fail`;
    bench.expectState('open', 'A success from an earlier generation must not start the count again.', reset);
    await throughOutage(bench, slow, `${story} and opens; calls from before succeed`);
    await bench.fail(2);
    await slow.end();
    await slow.begin();
  }
}

export async function lateFailureIsIgnored(): Promise<void> {
  const bench = new Bench();
  const slow = new SlowCalls(bench, (call) => lateFailure(call, new Error('late')));
  await slow.begin();
  for (let outage = 1; outage <= outages; outage++) {
    const story = `calls begin, the breaker opens and closes ${outage - 1} times`;
    await bench.trip();
    await throughOutage(bench, slow, `${story} and opens; calls from before fail`);
    await bench.fail(2);
    await slow.end();
    const counted = `${story} and once more; fail, fail, then calls from before fail`;
    bench.expectState('closed', 'A failure from an earlier generation must not count.', counted);
    await bench.succeed();
    await slow.begin();
  }
  await manyGenerationsLater();
}

function expectOwn(call: Call, condition: boolean, expected: string): void {
  const message = 'The caller of a late call still has to get its result.';
  ok(condition, {
    message,
    input: 'a call ends after the state has changed',
    expected,
    actual: describeCall(call),
  });
}

/** From just opened to closed again, by way of a probe that fails, with late results in each state. They change nothing. */
async function throughOutage(bench: Bench, slow: SlowCalls, story: string): Promise<void> {
  const failing = await untilProbe(bench, slow, story);
  await failing.fail();
  bench.expectState('open', 'The probe decides, not the calls from before.', `${story}; the probe fails`);
  const good = await untilProbe(bench, slow, `${story}; the first probe has failed`);
  await good.succeed();
  bench.expectState(
    'closed',
    'The probe decides, not the calls from before.',
    `${story}; the second probe succeeds`,
  );
}

/** Calls from before end when two, four, … 260 changes of state have passed: numbers that begin again meet their like. */
async function manyGenerationsLater(): Promise<void> {
  const bench = new Bench({ maxFailures: 1 });
  const slow = await bench.beginAll(130);
  await bench.trip();
  for (const [round, call] of slow.entries()) {
    await bench.passTimeout();
    const probe = await bench.begin();
    await call.fail(new Error('late'));
    const input = `maxFailures 1: calls begin, the state changes ${2 * round + 2} times, a call from before fails while a probe runs`;
    bench.expectState('half-open', 'A failure from an earlier generation must not count.', input);
    await probe.fail(new Error('the broker is down'));
  }
}

/** From just opened to a running probe. */
async function untilProbe(bench: Bench, slow: SlowCalls, story: string): Promise<Call> {
  await bench.clock.advance(timeoutMs / 2);
  await slow.end();
  bench.expectState(
    'open',
    'A call from before says nothing about now: only the timeout ends this state.',
    story,
  );
  await bench.clock.advance(timeoutMs / 2 - 1_000);
  const early = `${story}; a call 59000 ms after it opened`;
  expectRejected(await bench.begin(), 'A late result must not make the open time shorter.', early);
  await bench.clock.advance(2_000);
  const probe = await bench.begin();
  const due = `${story}; a call 61000 ms after it opened`;
  expectRunning(probe, 'A late result must not make the open time longer.', due);
  await slow.end();
  const halfOpen = `${story} while a probe runs`;
  bench.expectState('half-open', 'Only the probe closes or opens it now, not a call from before.', halfOpen);
  const second = await bench.begin();
  expectRejected(
    second,
    'A call from before gives back no slot: it never had one.',
    `${halfOpen}; one more call`,
  );
  return probe;
}

/** How a late probe may end. */
const endings: readonly (readonly [how: string, end: (call: Call) => Promise<void>])[] = [
  ['succeeds', lateSuccess],
  ['fails', (call) => lateFailure(call, new Error('late'))],
  ['ends with an ignored error', (call) => lateFailure(call, null)],
];

export async function lateProbeIsIgnored(): Promise<void> {
  for (const [how, end] of endings) {
    const bench = new Bench({ halfOpenMaxCalls: 4, isFailure: (error) => error !== null });
    await bench.becomeDue();
    const old: Call[] = [];
    for (let round = 1; round <= 4; round++) await lateProbes(bench, old, how, end);
    await closesInSpiteOf(bench, old, how, end);
  }
}

/** Four probes; one fails. The other three are late from now on and end while it is open, and while half-open again. */
async function lateProbes(
  bench: Bench,
  old: Call[],
  how: string,
  end: (call: Call) => Promise<void>,
): Promise<void> {
  const full = 'halfOpenMaxCalls 4: 4 probes run, one of them fails, the timeout passes, 6 calls at once';
  const [failing, ...late] = expectSlots(await bench.beginAll(6), 4, full);
  old.push(...late);
  await failing?.fail();
  bench.expectState('open', 'One failed probe opens it.', 'halfOpenMaxCalls 4: 4 probes run, one fails');
  const open = `4 probes run, one fails, then a probe of an earlier generation ${how}`;
  const [first] = old.splice(0, 1);
  await bench.clock.advance(timeoutMs - 1_000);
  if (first) await end(first);
  bench.expectState('open', 'A probe of an earlier generation changes no state.', open);
  expectRejected(
    await bench.begin(),
    'It changes no time either.',
    `${open}; a call 59000 ms after it opened`,
  );
  await bench.clock.advance(2_000);
  await withNewProbes(bench, old, how, end);
  await bench.passTimeout();
}

async function withNewProbes(
  bench: Bench,
  old: Call[],
  how: string,
  end: (call: Call) => Promise<void>,
): Promise<void> {
  const input = `halfOpenMaxCalls 4: 4 new probes run, a probe of an earlier generation ${how}`;
  const running = expectSlots(
    await bench.beginAll(4),
    4,
    'halfOpenMaxCalls 4: half-open again, 4 calls; probes of before still run',
  );
  const [late] = old.splice(0, 1);
  if (late) await end(late);
  bench.expectState(
    'half-open',
    'A probe of an earlier generation neither closes nor opens this one.',
    input,
  );
  const fifth = await bench.begin();
  expectRejected(
    fifth,
    'A probe of an earlier generation frees no slot of this one.',
    `${input}; one more call`,
  );
  await running[0]?.fail();
  old.push(...running.slice(1));
}

async function closesInSpiteOf(
  bench: Bench,
  old: Call[],
  how: string,
  end: (call: Call) => Promise<void>,
): Promise<void> {
  const [good, ...others] = await bench.beginAll(4);
  await good?.succeed();
  const input = `halfOpenMaxCalls 4: 4 probes run, one succeeds and closes it, fail, fail, then ${show(others.length + old.length)} old probes: each ${how}`;
  await bench.fail(2);
  for (const call of [...others, ...old]) await end(call);
  bench.expectState('closed', 'Probes that end after it closed count nowhere.', input);
  await bench.fail(1);
  bench.expectState(
    'open',
    'Probes that end after it closed do not start the count again.',
    `${input}, fail`,
  );
}
