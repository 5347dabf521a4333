import { equal, ok } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, timeoutMs } from './bench';
import { describeCall, expectRejected, expectRunning, type Call } from './call';

export async function rejectsWhileOpen(): Promise<void> {
  const bench = new Bench();
  await bench.trip();
  for (const wait of [0, timeoutMs / 2]) {
    await bench.clock.advance(wait);
    const call = await bench.begin();
    const input = `maxFailures 3, timeoutMs 60000: 3 failures, ${wait} ms pass, one more call`;
    equal(call.runs, 0, {
      message: 'An open breaker must not call fn: the service behind it needs room to recover.',
      input,
    });
    ok(call.result.error instanceof CircuitOpenError, {
      message: 'The caller must be able to tell a rejection by its type: reject with CircuitOpenError.',
      input,
      expected: 'rejected with CircuitOpenError',
      actual: describeCall(call),
    });
  }
  bench.expectState('open', 'A rejected call does not change the state.', '3 failures, two rejected calls');
}

export async function rejectionsChangeNothing(): Promise<void> {
  const bench = new Bench();
  await bench.trip();
  for (let second = 10; second <= 50; second += 10) {
    await bench.clock.advance(10_000);
    await bench.begin();
  }
  await bench.clock.advance(10_000);
  const probe = await bench.begin();
  const input = 'timeoutMs 60000: 3 failures, a call every 10 seconds; the call at 60 seconds';
  expectRunning(
    probe,
    'Rejected calls must not make the open time longer: under steady traffic it would never end.',
    input,
  );

  await probe.succeed();
  await bench.fail(2);
  const counted = `${input} succeeds, then fail, fail`;
  bench.expectState(
    'closed',
    'Rejected calls are not failures: only 2 failures came since it closed.',
    counted,
  );
}

export async function tellsWhenToRetry(): Promise<void> {
  const bench = new Bench();
  await bench.trip();
  const expectRetryAfter = async (expected: number, input: string): Promise<void> => {
    const { result } = await bench.begin();
    const actual = result.error instanceof CircuitOpenError ? result.error.retryAfterMs : undefined;
    equal(actual, expected, {
      message: 'retryAfterMs has to be the time left until a call may pass.',
      input,
    });
  };
  await expectRetryAfter(60_000, 'timeoutMs 60000: rejected 0 ms after it opened');
  await bench.clock.advance(15_000);
  await expectRetryAfter(45_000, 'timeoutMs 60000: rejected 15000 ms after it opened');
  await bench.clock.advance(44_999);
  await expectRetryAfter(1, 'timeoutMs 60000: rejected 59999 ms after it opened');
  await bench.clock.advance(1);
  const probe = await bench.begin();
  await expectRetryAfter(0, 'half-open, its only slot taken: rejected because no slot is free');
  await probe.fail();
  await expectRetryAfter(60_000, 'the probe failed: rejected 0 ms after it opened again');
}

export async function admitsAtTheTimeout(): Promise<void> {
  const bench = new Bench();
  await bench.trip();
  const callAt = async (wait: number): Promise<Call> => {
    await bench.clock.advance(wait);
    return bench.begin();
  };
  const early = await callAt(timeoutMs - 1);
  expectRejected(
    early,
    'One millisecond before the timeout the breaker is still open.',
    'a call 59999 ms after it opened',
  );
  const due = await callAt(1);
  expectRunning(
    due,
    'When exactly the timeout has passed on the given clock, a call is let through.',
    'a call 60000 ms after it opened',
  );
  bench.expectState(
    'half-open',
    'The call that is let through makes the breaker half-open.',
    'a call 60000 ms after it opened',
  );
}
