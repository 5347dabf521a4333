import { ManualClock } from 'codealong/checkkit';
import { Dependency, down, taking, waiting } from './dependency';
import { allOk, expectAnswer, expectCalls, expectPending, report, type Expected } from './expect';
import { Gateway, rest, type Probe } from './gateway';

const isDown = report('unavailable', ['pool'], { pool: 'error' });
const isTimeout = report('unavailable', ['pool'], { pool: 'timeout' });
const shared = 'Probes that come while a run is under way have to share it.';
const tooOld = 'Once the result is cacheMs old, a probe has to begin a new run.';
const stillFresh = 'A result that is younger than cacheMs has to serve the probe.';

export async function oneRunForAll(): Promise<void> {
  await degradedIsKept();
  for (const cacheMs of [1_000, 0]) {
    for (const ends of ['resolves', 'rejects', 'times out'] as const) await tenAtOnce(ends, cacheMs);
  }
  await throwsAtOnce();
  for (const start of [1_000_000, 0]) {
    for (const [takes, error] of [
      [300, undefined],
      [300, down],
      [0, undefined],
      [900, down],
    ] as const)
      await keptSinceTheEnd(takes, error, start);
  }
  await longerThanItIsKept();
  await readingKeepsNothingYoung();
  for (const who of ['somebody', 'the check itself'] as const) await registeredMeanwhile(who);
  await registeredWhileKept();
  await instancesShareNothing();
}

/** Three rounds of ten probes at once, and one more in the middle of the run. */
async function tenAtOnce(ends: 'resolves' | 'rejects' | 'times out', cacheMs: number): Promise<void> {
  const gateway = new Gateway(cacheMs);
  const pool = gateway.add(waiting('pool'), 'instance', 500);
  for (let round = 1; round <= 3; round++) {
    const input = `ten probes at once and one 100 ms later, cacheMs ${cacheMs}, round ${round}`;
    const probes: Probe[] = Array.from({ length: 10 }, () => gateway.start());
    await rest();
    expectCalls(pool, round, shared, input);
    await gateway.pass(100);
    probes.push(await gateway.probe());
    expectCalls(pool, round, shared, input);
    for (const probe of probes) expectPending(probe, 'ready answered before its check had ended.', input);
    const call = pool.waiting[round - 1];
    if (ends === 'resolves') call?.resolve();
    else if (ends === 'rejects') call?.reject(down);
    else await gateway.pass(400);
    await rest();
    const expected = { resolves: allOk(['pool']), rejects: isDown, 'times out': isTimeout }[ends];
    const told = `${input}; the check ${ends}`;
    for (const probe of probes) expectAnswer(probe, expected, 'All who share a run hear its result.', told);
    if (cacheMs > 0) await servesUntil(gateway, pool, expected, round, `${told}`);
  }
}

/** The result serves at once and until 999 ms after the end. Leaves the clock at 1,000 ms. */
async function servesUntil(
  gateway: Gateway,
  pool: Dependency,
  expected: Expected,
  calls: number,
  input: string,
): Promise<void> {
  for (const ms of [0, 500, 499]) {
    await gateway.pass(ms);
    const probe = await gateway.probe();
    const told = `${input}; more probes until 999 ms after that`;
    expectAnswer(probe, expected, stillFresh, told);
    expectCalls(pool, calls, stillFresh, told);
  }
  await gateway.pass(1);
}

/** A check that throws before it returns a promise: the run may be over before the second probe comes. */
async function throwsAtOnce(): Promise<void> {
  const gateway = new Gateway(1_000);
  const pool = gateway.add(
    new Dependency('pool', () => {
      throw down;
    }),
  );
  for (let round = 1; round <= 3; round++) {
    const input = `ten probes at once, of a check that throws; cacheMs 1000, round ${round}`;
    const probes = Array.from({ length: 10 }, () => gateway.start());
    await rest();
    expectCalls(pool, round, shared, input);
    for (const probe of probes) expectAnswer(probe, isDown, 'All who share a run hear its result.', input);
    await servesUntil(gateway, pool, isDown, round, input);
  }
}

/** A failure of scope shared, in three rounds. */
async function degradedIsKept(): Promise<void> {
  const gateway = new Gateway(1_000);
  const pool = gateway.add(new Dependency('pool', () => Promise.reject(down)), 'shared');
  const expected = report('degraded', ['pool'], { pool: 'error' });
  for (let round = 1; round <= 3; round++) {
    const input = `a check of scope shared rejects, cacheMs 1000, round ${round}`;
    expectAnswer(await gateway.probe(), expected, 'ready has to report its check.', input);
    expectCalls(pool, round, tooOld, input);
    await servesUntil(gateway, pool, expected, round, input);
  }
}

async function keptSinceTheEnd(takes: number, error: Error | undefined, start: number): Promise<void> {
  const gateway = new Gateway(1_000, new ManualClock(start));
  const pool = gateway.add(
    takes === 0 ? new Dependency('pool') : taking(gateway.clock, takes, 'pool', error),
  );
  const expected = error ? isDown : allOk(['pool']);
  const story = `a check that ${error ? 'rejects' : 'succeeds'} after ${takes} ms, cacheMs 1000`;
  for (let round = 1; round <= 3; round++) {
    const input = `${story}, round ${round}`;
    const first = await gateway.probe();
    await gateway.pass(takes);
    expectAnswer(
      first,
      expected,
      'The check has ended, and ready has to answer.',
      `${input}; at ${takes} ms`,
    );
    await gateway.pass(999);
    const served = await gateway.probe();
    expectCalls(pool, round, stillFresh, `${input}; a probe at ${takes + 999} ms`);
    expectAnswer(served, expected, stillFresh, `${input}; a probe at ${takes + 999} ms`);
    await gateway.pass(1);
    const next = gateway.start();
    await rest();
    expectCalls(pool, round + 1, tooOld, `${input}; a probe at ${takes + 1_000} ms`);
    await gateway.pass(takes + 1_000);
    expectAnswer(next, expected, 'The check has ended, and ready has to answer.', input);
    pool.calls = round;
  }
}

/** A run of an hour, cacheMs 100, and probes after ever longer waits: the run is too old for none of them. */
async function longerThanItIsKept(): Promise<void> {
  const gateway = new Gateway(100);
  const hour = 3_600_000;
  const pool = gateway.add(taking(gateway.clock, hour, 'pool'), 'instance', 2 * hour);
  const probes: Probe[] = [];
  let at = 0;
  for (const next of [200, 800, 2_000, 60_000, hour]) {
    probes.push(await gateway.probe());
    expectCalls(
      pool,
      1,
      shared,
      `a check that takes an hour, cacheMs 100; a probe ${at} ms after the first one`,
    );
    await gateway.pass(next - at);
    at = next;
  }
  const input = 'a check that takes an hour, cacheMs 100; five probes share its run';
  for (const probe of probes)
    expectAnswer(probe, allOk(['pool']), 'All who share a run hear its result.', input);
}

/** A probe each 100 ms for two seconds, cacheMs 1,000. */
async function readingKeepsNothingYoung(): Promise<void> {
  const gateway = new Gateway(1_000);
  const pool = gateway.add(new Dependency('pool'));
  for (let at = 0; at < 2_000; at += 100) {
    const input = `cacheMs 1000; a probe every 100 ms, the last one at ${at} ms`;
    const probe = await gateway.probe();
    expectAnswer(probe, allOk(['pool']), 'ready has to report its check.', input);
    expectCalls(pool, at < 1_000 ? 1 : 2, at < 1_000 ? stillFresh : tooOld, input);
    await gateway.pass(100);
  }
}

/** A check that comes in the middle of a run is not of that run, but of the next one. */
async function registeredMeanwhile(who: 'somebody' | 'the check itself'): Promise<void> {
  const gateway = new Gateway(0);
  const pool = gateway.add(waiting('pool'));
  const broker = new Dependency('broker');
  const hang = pool.work;
  if (who === 'the check itself')
    pool.work = (signal, call) => {
      if (call === 1) gateway.add(broker, 'shared');
      return hang(signal, call);
    };
  const first = await gateway.probe();
  const input = `${who} registers a check while a run is under way; cacheMs 0`;
  const message = 'A check that is registered later takes part from the next run on.';
  if (who === 'somebody') gateway.add(broker, 'shared');
  else expectCalls(broker, 0, message, input);
  await gateway.probe();
  expectCalls(pool, 1, shared, `${input}; another probe`);
  pool.waiting[0]?.resolve();
  await rest();
  expectAnswer(first, allOk(['pool']), message, input);
  const second = await gateway.probe();
  pool.waiting[1]?.resolve();
  await rest();
  expectAnswer(second, allOk(['pool', 'broker']), message, `${input}; the next probe`);
}

/** What is kept stays kept when another check is registered. Whether the answer names the new one by then is not judged. */
async function registeredWhileKept(): Promise<void> {
  const gateway = new Gateway(1_000);
  const pool = gateway.add(new Dependency('pool'));
  await gateway.probe();
  await gateway.pass(500);
  gateway.add(new Dependency('broker'), 'shared');
  const input = 'a check is registered 500 ms after the end of a run, cacheMs 1000; a probe';
  await gateway.probe();
  expectCalls(pool, 1, stillFresh, `${input} at once`);
  await gateway.pass(500);
  const next = await gateway.probe();
  expectCalls(pool, 2, tooOld, `${input} 500 ms later`);
  const message = 'A check that is registered later takes part from the next run on.';
  expectAnswer(next, allOk(['pool', 'broker']), message, `${input} 500 ms later`);
}

async function instancesShareNothing(): Promise<void> {
  const clock = new ManualClock();
  const gateways = Array.from({ length: 5 }, () => new Gateway(1_000, clock));
  const checks = gateways.map((gateway, index) => gateway.add(new Dependency(`pool ${index + 1}`)));
  for (const [index, gateway] of gateways.entries()) {
    const name = `pool ${index + 1}`;
    const input = `five instances, each with a check of its own; a probe of number ${index + 1}`;
    const message = 'An instance answered with what another one has found.';
    expectAnswer(await gateway.probe(), allOk([name]), message, input);
  }
  for (const check of checks) expectCalls(check, 1, 'Each instance has runs of its own.', 'five instances');
}
