import { ok } from 'codealong/checkkit';
import { Dependency, down, failing, taking, thirteen, waiting } from './dependency';
import { allOk, expectAnswer, expectCalls, expectPending, report } from './expect';
import { Gateway, rest } from './gateway';
import { requireQuiet } from './quiet';

export async function abortsAndForgets(): Promise<void> {
  await abortsInTime();
  await eachHasItsSignal();
  await obeys();
  for (const when of ['kept', 'under way', 'over'] as const) {
    for (const error of ['none', undefined, down] as const) await endsLate(when, error);
  }
  await leavesNoTimer();
}

const isTimeout = report('unavailable', ['pool'], { pool: 'timeout' });

/** Four rounds: the check hangs, hangs again, and then succeeds twice. */
async function abortsInTime(): Promise<void> {
  const gateway = new Gateway();
  const pool = gateway.add(waiting('pool'), 'instance', 1_000);
  for (let round = 1; round <= 4; round++) {
    const probe = await gateway.probe();
    const input = `a check that hangs twice and then succeeds, with a timeout of 1000 ms, round ${round}`;
    expectCalls(pool, round, 'Each run calls every check once.', input);
    expectGoesOn(pool, round - 1, `${input}; no time has passed`);
    await gateway.pass(999);
    expectGoesOn(pool, round - 1, `${input}; 999 ms have passed`);
    if (round >= 3) pool.waiting[round - 1]?.resolve();
    await gateway.pass(1);
    const expected = round >= 3 ? allOk(['pool']) : isTimeout;
    const message =
      round >= 3 ? 'A check that succeeds is ok, whatever came before.' : 'The timeout has passed.';
    expectAnswer(probe, expected, message, `${input}; 1000 ms have passed`);
    if (round < 3) expectStopped(pool, round - 1, `${input}; 1000 ms have passed`);
    await gateway.pass(1_000);
  }
  expectOwnSignals(pool.signals, 'a check that was called in four runs');
}

function expectOwnSignals(signals: readonly AbortSignal[], input: string): void {
  const different = new Set(signals).size;
  ok(different === signals.length, {
    message: 'Each call of a check has to get a signal of its own.',
    input,
    expected: `${signals.length} signals`,
    actual: different === 1 ? 'the same one each time' : `${different} different ones`,
  });
}

/** Thirteen checks at once; the seventh hangs and has the shortest timeout. The others end later, and well. */
async function eachHasItsSignal(): Promise<void> {
  const gateway = new Gateway();
  const checks = thirteen.map((name, index) =>
    index === 6
      ? gateway.add(waiting(name), 'shared', 100)
      : gateway.add(taking(gateway.clock, 200, name), 'shared', 1_000),
  );
  const probe = await gateway.probe();
  await gateway.pass(150);
  const input =
    '13 checks; number 7 hangs, with a timeout of 100 ms; the others take 200 ms; 150 ms have passed';
  for (const [index, check] of checks.entries()) {
    if (index === 6) expectStopped(check, 0, input);
    else expectGoesOn(check, 0, input);
  }
  expectOwnSignals(
    checks.flatMap(({ signals }) => signals),
    '13 checks in one run',
  );
  await gateway.pass(50);
  const expected = report('degraded', thirteen, { [thirteen[6] ?? '']: 'timeout' });
  expectAnswer(
    probe,
    expected,
    'Each check has its own result.',
    '13 checks; number 7 hangs; 200 ms have passed',
  );
}

/** A check that rejects as soon as its signal aborts. */
async function obeys(): Promise<void> {
  for (const wait of ['at once', 'a turn later'] as const) {
    const input = `a check that rejects ${wait} when its signal aborts, with a timeout of 100 ms`;
    await requireQuiet(input, async () => {
      const gateway = new Gateway();
      const pool = new Dependency('pool', (signal) => rejectingOnAbort(signal, wait === 'a turn later'));
      gateway.add(pool, 'instance', 100);
      for (let round = 1; round <= 3; round++) {
        const probe = await gateway.probe();
        await gateway.pass(100);
        const message = 'A check that rejects because its signal aborted failed with reason timeout.';
        expectAnswer(probe, isTimeout, message, `${input}; 100 ms have passed, round ${round}`);
      }
    });
  }
}

function rejectingOnAbort(signal: AbortSignal, isLate: boolean): Promise<void> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => {
      if (isLate) void Promise.resolve().then(() => reject(signal.reason));
      else reject(signal.reason);
    }),
  );
}

/** The first call of a check ends long after its timeout, at a moment that could matter. */
async function endsLate(when: 'kept' | 'under way' | 'over', error: unknown): Promise<void> {
  const how =
    error === 'none' ? 'resolves' : `rejects with ${error === undefined ? 'undefined' : 'an Error'}`;
  const moment = {
    kept: 'while that result is kept',
    'under way': 'while the next run waits',
    over: 'after the next run',
  };
  const input = `a check hangs until its timeout of 100 ms, and ${how} ${moment[when]}; cacheMs 1000`;
  await requireQuiet(input, async () => {
    const gateway = new Gateway(1_000);
    const pool = gateway.add(waiting('pool'), 'instance', 100);
    const end = async (): Promise<void> => {
      if (error === 'none') pool.waiting[0]?.resolve();
      else pool.waiting[0]?.reject(error);
      await rest();
    };
    const changed = 'A result that came after its timeout changed a later answer.';
    const first = await gateway.probe();
    await gateway.pass(100);
    expectAnswer(first, isTimeout, 'The timeout has passed.', `${input}; 100 ms have passed`);
    if (when === 'kept') await end();
    const kept = await gateway.probe();
    expectCalls(
      pool,
      1,
      'By rule 8 the result of the run serves this probe.',
      `${input}; a probe while it is kept`,
    );
    expectAnswer(kept, isTimeout, changed, `${input}; a probe while the result is kept`);

    await gateway.pass(1_000);
    const second = await gateway.probe();
    expectCalls(pool, 2, 'Once the result is too old, a probe begins a new run.', input);
    if (when === 'under way') await end();
    expectPending(second, changed, `${input}; a second run is under way, and its check has not ended`);
    pool.waiting[1]?.resolve();
    await rest();
    expectAnswer(second, allOk(['pool']), changed, `${input}; the check of the second run resolves`);
    if (when === 'over') await end();
    expectAnswer(await gateway.probe(), allOk(['pool']), changed, `${input}; a probe after that`);
    expectCalls(pool, 2, changed, `${input}; a probe after that`);
  });
}

/** However the checks of a run end, nothing of it waits on the clock. */
async function leavesNoTimer(): Promise<void> {
  const ends: Record<string, () => Dependency> = {
    'succeeds at once': () => new Dependency('pool'),
    'returns without a promise': () => new Dependency('pool', () => undefined),
    rejects: () => failing('pool'),
    throws: () =>
      new Dependency('pool', () => {
        throw down;
      }),
    hangs: () => waiting('pool'),
  };
  for (const [how, make] of Object.entries(ends)) {
    const gateway = new Gateway();
    gateway.add(make(), 'instance', 100);
    gateway.add(new Dependency('broker'), 'shared', 5_000);
    const probes = [gateway.start(), gateway.start(), gateway.start()];
    await gateway.pass(how === 'hangs' ? 100 : 0);
    const input = `a check ${how}; another one succeeds, with a timeout of 5000 ms; three probes`;
    for (const probe of probes)
      ok(probe.state === 'fulfilled', { message: 'The run has ended, and ready still waits.', input });
    const count = gateway.clock.pending();
    ok(count === 0, {
      message: `${count === 1 ? 'A timer' : `${count} timers`} of a run that has ended still ${count === 1 ? 'waits' : 'wait'} on the clock.`,
      input,
      expected: 'no timer waits',
      actual: `${count} waiting`,
    });
  }
}

function expectGoesOn(dependency: Dependency, call: number, input: string): void {
  const signal: unknown = dependency.signals[call];
  ok(signal instanceof AbortSignal && !signal.aborted, {
    message: `The signal of a check has to be there, and not aborted before its own timeout has passed.`,
    input,
    expected: `the signal of check '${dependency.name}' is not aborted`,
    actual: describe(signal),
  });
}

function expectStopped(dependency: Dependency, call: number, input: string): void {
  const signal: unknown = dependency.signals[call];
  ok(signal instanceof AbortSignal && signal.aborted, {
    message: 'The timeout of a check has passed, and its signal was not aborted: its work goes on.',
    input,
    expected: `the signal of check '${dependency.name}' is aborted`,
    actual: describe(signal),
  });
}

function describe(signal: unknown): string {
  if (!(signal instanceof AbortSignal)) return 'it was given no signal';
  return signal.aborted ? 'it is aborted' : 'it is not aborted';
}
