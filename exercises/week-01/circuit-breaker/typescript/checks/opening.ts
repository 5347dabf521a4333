import { equal, ok, succeeds } from 'codealong/checkkit';
import { newCircuitBreaker } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, maxFailures, timeoutMs } from './bench';

export async function passesResultsThrough(): Promise<void> {
  const { breaker } = new Bench();
  let runs = 0;
  const counted = <T>(fn: () => T) => {
    return () => {
      runs++;
      return fn();
    };
  };

  const order = { id: 'order-1' };
  const told = { message: 'execute has to resolve to what fn returns.' };
  const asynchronous = await succeeds(() => breaker.execute(counted(() => Promise.resolve(order))), told);
  ok(asynchronous === order, {
    ...told,
    input: 'fn returns a promise of an object',
    expected: 'that very object',
  });
  const direct = await succeeds(() => breaker.execute(counted(() => 42)), told);
  equal(direct, 42, { ...told, input: 'fn returns 42, not a promise' });

  for (const error of [new Error('the broker is down'), 'a string, thrown']) {
    const outcome = await new Bench().run(counted(() => Promise.reject(error)));
    ok(outcome.status === 'threw' && outcome.error === error, {
      message:
        'The caller has to get the very error that fn rejected with. Wrapped or copied, it can no longer be told apart.',
      input: `fn rejects with ${String(error)}`,
      expected: 'the same error object',
      actual: outcome.status === 'threw' ? `another one: ${String(outcome.error)}` : 'execute resolved',
    });
  }
  equal(runs, 4, {
    message: 'One execute calls fn exactly once: repeating is the job of a retry.',
    input: '4 calls',
  });
}

export async function opensAfterConsecutiveFailures(): Promise<void> {
  const bench = new Bench();
  await bench.fail(2);
  bench.expectState('closed', 'Two failures are fewer than maxFailures.', 'maxFailures 3: fail, fail');
  await bench.succeed();
  await bench.fail(2);
  const interrupted = 'maxFailures 3: fail, fail, succeed, fail, fail';
  bench.expectState(
    'closed',
    'A success starts the count again: only failures in a row open the breaker.',
    interrupted,
  );
  await bench.fail(1);
  bench.expectState('open', 'The third failure in a row has to open the breaker.', `${interrupted}, fail`);

  const rare = new Bench();
  await rare.fail(2);
  await rare.clock.advance(10 * timeoutMs);
  await rare.fail(1);
  const hours = 'maxFailures 3: fail, fail, ten timeouts pass, fail';
  rare.expectState('open', 'Failures in a row never expire: no success came in between.', hours);

  const strict = new Bench({ maxFailures: 1 });
  await strict.fail(1);
  strict.expectState(
    'open',
    'With maxFailures 1 the first failure opens the breaker.',
    'maxFailures 1: fail',
  );
}

export async function shortConstructor(): Promise<void> {
  const bench = new Bench({}, (clock) => newCircuitBreaker(maxFailures, timeoutMs, clock));
  const input = 'newCircuitBreaker(3, 60000, clock)';
  await bench.trip();
  await bench.clock.advance(timeoutMs - 1);
  const early = await bench.begin();
  equal(early.runs, 0, {
    message: 'It has to run on the clock it is given, with the timeout it is given.',
    input,
  });
  await bench.clock.advance(1);
  const probes = await bench.beginAll(3);
  const running = probes.filter((call) => call.isRunning);
  equal(running.length, 1, {
    message: 'By default one call at a time is let through while half-open.',
    input,
  });
  await running[0]?.succeed();
  bench.expectState('closed', 'By default one success closes a half-open breaker.', input);

  const hour = 3_600_000;
  const real = new Bench({}, () => newCircuitBreaker(1, hour));
  await real.trip(1);
  const refused = await real.begin();
  equal(refused.isRejected, true, {
    message: 'Without a clock it has to run on the real one: an hour has not passed since it opened.',
    input: 'newCircuitBreaker(1, 3600000): fail, then call',
  });
}
