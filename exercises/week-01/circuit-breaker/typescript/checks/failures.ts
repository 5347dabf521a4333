import { describeError, ok, settle, watch } from 'codealong/checkkit';
import type { State } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, timeoutMs } from './bench';
import { describeCall, expectRunning } from './call';

const outage = new Error('the broker is down');
const badOrder = new Error('400: no drink was ordered');
const riddle = new Error('an answer that nobody expected');
const isFailure = (error: unknown): boolean => {
  if (error === riddle) throw new TypeError('isFailure is broken');
  return error !== badOrder;
};
const throwing = (error: Error) => () => {
  throw error;
};

export async function throwingCallCounts(): Promise<void> {
  const bench = new Bench();
  for (let i = 1; i <= 3; i++) {
    let runs = 0;
    const result = watch(executeSafely(bench, () => (runs++, throwing(outage)())));
    await settle();
    ok(result.error === outage, {
      message:
        'When fn throws before it returns a promise, execute has to reject with that error, like with any other.',
      input: 'fn throws instead of returning a rejected promise',
      expected: 'rejected with the error that fn threw',
      actual: describeCall({ runs, result }),
    });
  }
  bench.expectState(
    'open',
    'A call that throws at once is a failure like any other.',
    'maxFailures 3: fn throws, 3 times',
  );
}

/** The promise that execute returns; a throw of execute itself is a finding of its own. */
function executeSafely(bench: Bench, fn: () => never): Promise<never> {
  try {
    return bench.breaker.execute(fn);
  } catch (error) {
    return Promise.reject(new Error(`(thrown by execute, not a rejection) ${String(error)}`));
  }
}

export async function ignoredErrors(): Promise<void> {
  const bench = new Bench({ isFailure });
  const outcome = await bench.run(() => Promise.reject(badOrder));
  ok(outcome.status === 'threw' && outcome.error === badOrder, {
    message: 'Ignored by the breaker, but not by its caller: the error has to be passed on.',
    input: 'fn rejects with an error for which isFailure says false',
    expected: 'rejected with that error',
    actual: outcome.status === 'threw' ? describeError(outcome.error) : 'execute resolved',
  });
  await bench.fail(10, badOrder);
  const many = 'maxFailures 3: 11 errors for which isFailure says false';
  bench.expectState(
    'closed',
    'One broken client would shut everybody out: ignored errors must not count.',
    many,
  );

  await bench.fail(2, outage);
  await bench.fail(1, badOrder);
  await bench.fail(1, outage);
  const between = 'maxFailures 3: fail, fail, an ignored error, fail';
  bench.expectState(
    'open',
    'An ignored error is no success either: it must not start the count again.',
    between,
  );

  await bench.clock.advance(timeoutMs);
  await bench.fail(1, badOrder);
  bench.expectState(
    'half-open',
    'An ignored error neither closes nor opens a half-open breaker.',
    'the probe ends with an ignored error',
  );
  await bench.succeed();
  bench.expectState(
    'closed',
    'The next probe decides.',
    'a probe ends with an ignored error, the next one succeeds',
  );
}

export async function slotComesBack(): Promise<void> {
  const ends: readonly { how: string; fn: () => Promise<never>; error: Error; state: State }[] = [
    {
      how: 'rejects with an ignored error',
      fn: () => Promise.reject(badOrder),
      error: badOrder,
      state: 'half-open',
    },
    { how: 'throws an ignored error at once', fn: throwing(badOrder), error: badOrder, state: 'half-open' },
    { how: 'throws at once', fn: throwing(outage), error: outage, state: 'open' },
    {
      how: 'rejects, and isFailure itself throws',
      fn: () => Promise.reject(riddle),
      error: riddle,
      state: 'open',
    },
  ];
  for (const { how, fn, error, state } of ends) {
    const bench = new Bench({ isFailure });
    await bench.becomeDue();
    const input = `half-open: the probe ${how}`;
    const outcome = await bench.run(fn, input);
    ok(outcome.status === 'threw' && outcome.error === error, {
      message: 'The caller has to get the error of fn, whatever isFailure does.',
      input,
      actual: outcome.status === 'threw' ? describeError(outcome.error) : 'execute resolved',
    });
    bench.expectState(state, 'This is not what the end of the probe means.', input);
    await bench.clock.advance(timeoutMs);
    const next = await bench.begin();
    const gone = 'The slot of the probe never came back: nobody gets in until the process is restarted.';
    expectRunning(next, gone, `${input}, the timeout passes, one more call`);
  }
}
