import { newCircuitBreaker } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, maxFailures, timeoutMs } from './bench';
import { expectRejected, expectRunning, expectSlots } from './call';
import { errors } from './endings';

export async function shortConstructor(): Promise<void> {
  await onTheGivenClock();
  for (const [name, error] of errors) {
    const bench = new Bench({}, { create: (clock) => newCircuitBreaker(1, timeoutMs, clock) });
    await bench.run(() => Promise.reject(error));
    const input = `newCircuitBreaker(1, 60000, clock): fn rejects with ${name}`;
    bench.expectState('open', 'By default every error is a failure.', input);
  }
  await onTheRealClock();
}

async function onTheGivenClock(): Promise<void> {
  const bench = new Bench({}, { create: (clock) => newCircuitBreaker(maxFailures, timeoutMs, clock) });
  const input = 'newCircuitBreaker(3, 60000, clock)';
  await bench.fail(2);
  bench.expectState('closed', 'It has the maxFailures that it is given.', `${input}: fail, fail`);
  await bench.fail(1);
  bench.expectState('open', 'It has the maxFailures that it is given.', `${input}: fail, fail, fail`);
  await bench.clock.advance(timeoutMs - 1);
  const early = `${input}: a call 59999 ms after it opened`;
  expectRejected(
    await bench.begin(),
    'It has to run on the clock it is given, with the timeout it is given.',
    early,
  );
  await bench.clock.advance(1);
  const [probe] = expectSlots(await bench.beginAll(3), 1, `${input}: 3 calls 60000 ms after it opened`);
  await probe?.succeed();
  bench.expectState(
    'closed',
    'By default one success closes a half-open breaker.',
    `${input}: the probe succeeds`,
  );
}

async function onTheRealClock(): Promise<void> {
  const create = (timeout: number) =>
    new Bench({ maxFailures: 1 }, { create: () => newCircuitBreaker(1, timeout) });
  const hour = create(3_600_000);
  await hour.trip();
  const input = 'newCircuitBreaker(1, 3600000), without a clock: fail, then call';
  expectRejected(await hour.begin(), 'On the real clock, an hour has not passed since it opened.', input);

  const short = create(1);
  await short.trip();
  untilTimeHasPassed();
  const later = 'newCircuitBreaker(1, 1), without a clock: fail, 20 real milliseconds pass, call';
  expectRunning(await short.begin(), 'On the real clock, the timeout of 1 ms has ended.', later);
  const other = create(1);
  other.expectState(
    'closed',
    'Each call returns a new breaker.',
    'newCircuitBreaker(1, 1) twice; the first one has opened',
  );
}

/** Waits until each real clock of the machine has moved on, however coarse it is. */
function untilTimeHasPassed(): void {
  const [performed, dated] = [performance.now(), Date.now()];
  while (performance.now() - performed < 20 || Date.now() - dated < 20);
}
