import { describeError, ok } from 'codealong/checkkit';
import { Bench, timeoutMs } from './bench';
import { describeCall, expectSlots, type Call } from './call';

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

it('late-success-is-ignored', async () => {
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
});

it('late-failure-is-ignored', async () => {
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
});

function expectOwn(call: Call, condition: boolean, expected: string): void {
  const message = 'The caller of a late call still has to get its result.';
  const input = 'a call ends after the state has changed';
  ok(condition, { message, input, expected, actual: describeCall(call) });
}

/** From just opened to closed again, by way of a probe that fails, with late results in each state. They change nothing. */
async function throughOutage(bench: Bench, slow: SlowCalls, story: string): Promise<void> {
  const decides = 'The probe decides, not the calls from before.';
  const failing = await untilProbe(bench, slow, story);
  await failing.fail();
  bench.expectState('open', decides, `${story}; the probe fails`);
  const good = await untilProbe(bench, slow, `${story}; the first probe has failed`);
  await good.succeed();
  bench.expectState('closed', decides, `${story}; the second probe succeeds`);
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
  const stays = 'A call from before says nothing about now: only the timeout ends this state.';
  bench.expectState('open', stays, story);
  await bench.clock.advance(timeoutMs / 2 - 1_000);
  const early = `${story}; a call 59000 ms after it opened`;
  await bench.rejects('A late result must not make the open time shorter.', early);
  await bench.clock.advance(2_000);
  const due = `${story}; a call 61000 ms after it opened`;
  const probe = await bench.admits('A late result must not make the open time longer.', due);
  await slow.end();
  const halfOpen = `${story} while a probe runs`;
  bench.expectState('half-open', 'Only the probe closes or opens it now, not a call from before.', halfOpen);
  const noSlot = 'A call from before gives back no slot: it never had one.';
  await bench.rejects(noSlot, `${halfOpen}; one more call`);
  return probe;
}

/** How a late probe may end. */
const endings: readonly (readonly [how: string, end: (call: Call) => Promise<void>])[] = [
  ['succeeds', lateSuccess],
  ['fails', (call) => lateFailure(call, new Error('late'))],
  ['ends with an ignored error', (call) => lateFailure(call, null)],
];

it('late-probe-is-ignored', async () => {
  for (const [how, end] of endings) {
    const late = new LateProbes(how, end);
    await late.bench.becomeDue();
    for (let round = 1; round <= 4; round++) {
      await late.whileOpen();
      await late.whileHalfOpen();
    }
    await late.afterClosing();
  }
});

/** They were let through while half-open and end in a later generation. */
class LateProbes {
  readonly bench = new Bench({ halfOpenMaxCalls: 4, isFailure: (error) => error !== null });
  readonly #how: string;
  readonly #end: (call: Call) => Promise<void>;
  readonly #old: Call[] = [];

  constructor(how: string, end: (call: Call) => Promise<void>) {
    this.#how = how;
    this.#end = end;
  }

  /** Four probes run. What comes back lets one of them fail: the others are late from then on. */
  async #outlive(count: number, input: string): Promise<() => Promise<void>> {
    const [failing, ...late] = expectSlots(await this.bench.beginAll(count), 4, input);
    return async () => {
      await failing?.fail();
      this.#old.push(...late);
    };
  }

  async #endOne(): Promise<void> {
    const call = this.#old.shift();
    if (call) await this.#end(call);
  }

  async whileOpen(): Promise<void> {
    const { bench } = this;
    const crowd = 'halfOpenMaxCalls 4: half-open, 6 calls; older probes may still run';
    const fails = await this.#outlive(6, crowd);
    await fails();
    bench.expectState('open', 'One failed probe opens it.', 'halfOpenMaxCalls 4: 4 probes run, one fails');
    await bench.clock.advance(timeoutMs - 1_000);
    await this.#endOne();
    const input = `4 probes run, one fails, then a probe of an earlier generation ${this.#how}`;
    bench.expectState('open', 'A probe of an earlier generation changes no state.', input);
    await bench.rejects('It changes no time either.', `${input}; a call 59000 ms after it opened`);
    await bench.clock.advance(2_000);
  }

  async whileHalfOpen(): Promise<void> {
    const { bench } = this;
    const again = 'halfOpenMaxCalls 4: half-open again, 4 calls; probes of before still run';
    const fails = await this.#outlive(4, again);
    await this.#endOne();
    const input = `halfOpenMaxCalls 4: 4 new probes run, a probe of an earlier generation ${this.#how}`;
    const noSay = 'A probe of an earlier generation neither closes nor opens this one.';
    bench.expectState('half-open', noSay, input);
    const noSlot = 'A probe of an earlier generation frees no slot of this one.';
    await bench.rejects(noSlot, `${input}; one more call`);
    await fails();
    await bench.passTimeout();
  }

  async afterClosing(): Promise<void> {
    const { bench } = this;
    const [good, ...others] = await bench.beginAll(4);
    await good?.succeed();
    this.#old.push(...others);
    const input = `halfOpenMaxCalls 4: 4 probes run, one succeeds and closes it, fail, fail, then old probes end: each ${this.#how}`;
    await bench.fail(2);
    while (this.#old.length > 0) await this.#endOne();
    bench.expectState('closed', 'Probes that end after it closed count nowhere.', input);
    await bench.fail(1);
    const reset = 'Probes that end after it closed do not start the count again.';
    bench.expectState('open', reset, `${input}, fail`);
  }
}
