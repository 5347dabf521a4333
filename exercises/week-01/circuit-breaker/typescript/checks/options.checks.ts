import { equal, show, succeeds, throws } from 'codealong/checkkit';
import { newCircuitBreaker } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, century, maxFailures, timeoutMs, type Options } from './bench';
import { expectSlots, rest } from './call';
import { errors } from './endings';

const noCount = [0, -1, -0.5, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const count = { valid: [1, 2, 12, 5_000, Number.MAX_SAFE_INTEGER], invalid: noCount };
const { NaN: none, POSITIVE_INFINITY: endless, NEGATIVE_INFINITY: bottomless } = Number;
const limits: Readonly<
  Partial<Record<keyof Options, { valid: readonly number[]; invalid: readonly number[] }>>
> = {
  maxFailures: count,
  timeoutMs: { valid: [0.25, 1, 1.5, 60_000, century], invalid: [0, -1, -0.25, none, endless, bottomless] },
  halfOpenMaxCalls: count,
  successThreshold: count,
};

it('rejects-invalid-options', async () => {
  for (const [name, { valid, invalid }] of Object.entries(limits)) {
    const create = (value: number) => () => new Bench({ [name]: value }).breaker;
    for (const value of valid) {
      const message = 'This is a valid value: the constructor has to accept it.';
      await succeeds(create(value), { message, input: `${name}: ${show(value)}` });
    }
    for (const value of invalid) {
      const message = 'The constructor has to refuse this value.';
      const expected = 'the constructor throws';
      await throws(create(value), { message, input: `${name}: ${show(value)}`, expected });
    }
  }
});

it('short-constructor', async () => {
  await onTheGivenClock();
  for (const [name, error] of errors) {
    const bench = new Bench({}, { create: (clock) => newCircuitBreaker(1, timeoutMs, clock) });
    await bench.run(() => Promise.reject(error));
    const input = `newCircuitBreaker(1, 60000, clock): fn rejects with ${name}`;
    bench.expectState('open', 'By default every error is a failure.', input);
  }
  await onTheRealClock();
});

async function onTheGivenClock(): Promise<void> {
  const bench = new Bench({}, { create: (clock) => newCircuitBreaker(maxFailures, timeoutMs, clock) });
  const input = 'newCircuitBreaker(3, 60000, clock)';
  await bench.fail(2);
  bench.expectState('closed', 'It has the maxFailures that it is given.', `${input}: fail, fail`);
  await bench.fail(1);
  bench.expectState('open', 'It has the maxFailures that it is given.', `${input}: fail, fail, fail`);
  await bench.clock.advance(timeoutMs - 1);
  const early = `${input}: a call 59999 ms after it opened`;
  await bench.rejects('It has to run on the clock it is given, with the timeout it is given.', early);
  await bench.clock.advance(1);
  const [probe] = expectSlots(await bench.beginAll(3), 1, `${input}: 3 calls 60000 ms after it opened`);
  await probe?.succeed();
  const closes = 'By default one success closes a half-open breaker.';
  bench.expectState('closed', closes, `${input}: the probe succeeds`);
}

async function onTheRealClock(): Promise<void> {
  const create = (timeout: number) =>
    new Bench({ maxFailures: 1 }, { create: () => newCircuitBreaker(1, timeout) });
  const hour = create(3_600_000);
  await hour.trip();
  const input = 'newCircuitBreaker(1, 3600000), without a clock: fail, then call';
  await hour.rejects('On the real clock, an hour has not passed since it opened.', input);

  const short = create(1);
  await short.trip();
  untilTimeHasPassed();
  const later = 'newCircuitBreaker(1, 1), without a clock: fail, 20 real milliseconds pass, call';
  await short.admits('On the real clock, the timeout of 1 ms has ended.', later);
  const other = create(1);
  const twice = 'newCircuitBreaker(1, 1) twice; the first one has opened';
  other.expectState('closed', 'Each call returns a new breaker.', twice);
}

/** Waits until each real clock of the machine has moved on, however coarse it is. */
function untilTimeHasPassed(): void {
  const [performed, dated] = [performance.now(), Date.now()];
  while (performance.now() - performed < 20 || Date.now() - dated < 20);
}

it('nothing-between-calls', async () => {
  const started = watchTimers();
  try {
    await withoutTimers(started.list);
    await nothingIsLeftToDo();
  } finally {
    started.restore();
  }
});

/** A caller that has its result looks at once: what its call has changed is done, and the listener has been called. */
async function nothingIsLeftToDo(): Promise<void> {
  const changes: string[] = [];
  const bench = new Bench({ maxFailures: 1, onStateChange: (_, to) => changes.push(to) });
  const story =
    'maxFailures 1: a call fails, the timeout passes, a probe fails, the timeout passes, a probe succeeds';
  const seen: string[] = [];
  for (const fn of [
    () => Promise.reject(new Error('outage')),
    () => Promise.reject(new Error('outage')),
    () => 'coffee',
  ]) {
    await bench.finish(async () => {
      await bench.breaker.execute<unknown>(fn).catch(() => {});
      seen.push(`state ${bench.breaker.state}, the listener was told of ${changes.join(', ')}`);
    }, story);
    await bench.passTimeout();
  }
  const told = ['open', 'open, half-open, open', 'open, half-open, open, half-open, closed'];
  for (const [index, state] of ['open', 'open', 'closed'].entries())
    equal(seen[index], `state ${state}, the listener was told of ${told[index]}`, {
      message: 'When a call has ended, nothing of it may be left to do in the background.',
      input: `${story}: what the caller of call ${index + 1} sees as soon as it has the result`,
    });
}

/** Notes which timers are started while the check runs, on the real clock as well. */
function watchTimers(): { readonly list: string[]; readonly restore: () => void } {
  const { setTimeout: timeout, setInterval: interval } = globalThis;
  const list: string[] = [];
  const noting = (name: string, start: (...given: never[]) => unknown) => {
    return (...given: never[]): unknown => {
      list.push(name);
      return start(...given);
    };
  };
  Object.assign(globalThis, {
    setTimeout: noting('setTimeout', timeout),
    setInterval: noting('setInterval', interval),
  });
  return {
    list,
    restore: () => void Object.assign(globalThis, { setTimeout: timeout, setInterval: interval }),
  };
}

async function withoutTimers(started: readonly string[]): Promise<void> {
  const changes: string[] = [];
  const bench = new Bench({ onStateChange: (from, to) => changes.push(`${from} → ${to}`) });
  const expectNoTimer = async (input: string): Promise<void> => {
    await rest();
    const actual = [
      ...started,
      ...Array.from({ length: bench.clock.pending() }, () => 'a timer of the clock'),
    ];
    equal(actual.join(', '), '', { message: 'The breaker starts no timer.', input });
  };
  await expectNoTimer('a new breaker');
  await bench.succeed();
  await expectNoTimer('one call succeeds');
  await bench.trip();
  await expectNoTimer('3 failures');
  await bench.begin();
  await expectNoTimer('3 failures, one rejected call');
  for (const wait of [timeoutMs, 9 * timeoutMs, century]) {
    await bench.clock.advance(wait);
    const input = `3 failures, ${wait} ms pass without a call, the state is read 30 times`;
    const before = changes.length;
    for (let i = 0; i < 30; i++) {
      bench.expectState('open', 'Nobody called, so it still says that it is open.', input);
    }
    const heard = changes.slice(before).join(' · ');
    equal(heard, '', { message: 'Without a call the listener must not be called.', input });
  }
  const probe = await bench.begin();
  await expectNoTimer('half-open: the probe runs');
  await bench.clock.advance(10 * timeoutMs);
  const reading = 'half-open: the probe runs for 10 timeouts, the state is read 30 times';
  for (let i = 0; i < 30; i++) bench.expectState('half-open', 'The probe still runs.', reading);
  await bench.rejects('Reading the state frees no slot.', `${reading}, one more call`);
  await probe.succeed();
  bench.expectState('closed', 'The next call was the probe.', 'the probe succeeds');
  await expectNoTimer('the probe succeeds');
}
