import { equal, fail, outcomeOf, show, succeeds } from 'codealong/checkkit';
import { Bench, century, timeoutMs, type Options } from './bench';
import { expectRejected, rest } from './call';

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

export async function rejectsInvalidOptions(): Promise<void> {
  for (const [name, { valid, invalid }] of Object.entries(limits)) {
    for (const value of valid) {
      const told = {
        message: 'This is a valid value: the constructor has to accept it.',
        input: `${name}: ${show(value)}`,
      };
      await succeeds(() => void new Bench({ [name]: value }), told);
    }
    for (const value of invalid) {
      const outcome = await outcomeOf(() => void new Bench({ [name]: value }));
      if (outcome.status === 'threw') continue;
      fail({
        message: 'The constructor has to refuse this value.',
        input: `${name}: ${show(value)}`,
        expected: 'the constructor throws',
        actual: 'it returned a breaker',
      });
    }
  }
}

export async function nothingBetweenCalls(): Promise<void> {
  const started = watchTimers();
  try {
    await withoutTimers(started.list);
    await nothingIsLeftToDo();
  } finally {
    started.restore();
  }
}

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
  for (let i = 0; i < 30; i++)
    bench.expectState(
      'half-open',
      'The probe still runs.',
      'half-open: the probe runs for 10 timeouts, the state is read 30 times',
    );
  expectRejected(
    await bench.begin(),
    'Reading the state frees no slot.',
    'half-open: the probe runs for 10 timeouts, the state is read, one more call',
  );
  await probe.succeed();
  bench.expectState('closed', 'The next call was the probe.', 'the probe succeeds');
  await expectNoTimer('the probe succeeds');
}
