import { equal, ok } from 'codealong/checkkit';
import { Bench, timeoutMs } from './bench';
import { expectRejected, expectRunning } from './call';

export async function probesAlone(): Promise<void> {
  const bench = new Bench();
  await bench.becomeDue();
  const input =
    'maxFailures 3: 3 failures, the timeout passes, 50 calls in one instant; the first fn is still running';
  const calls = await bench.beginAll(50);
  const started = calls.filter((call) => call.runs > 0);
  equal(started.length, 1, {
    message:
      'While half-open, only one call may reach the service. A crowd would knock over a service that has just recovered.',
    input,
  });
  const others = calls.filter((call) => call.runs === 0);
  const waiting = others.filter((call) => call.result.state === 'pending');
  equal(waiting.length, 0, {
    message:
      'Callers without a slot must be rejected at once. These wait for the probe, however long it hangs.',
    input,
  });
  for (const call of others)
    expectRejected(call, 'Callers without a slot have to get a CircuitOpenError.', input);

  await started[0]?.succeed('espresso');
  equal(started[0]?.result.value, 'espresso', {
    message: 'The probe is somebody’s call: they get its result.',
    input,
  });
}

export async function goodProbeCloses(): Promise<void> {
  const bench = new Bench();
  await bench.becomeDue();
  await bench.succeed();
  const input = 'maxFailures 3: 3 failures, the timeout passes, one call succeeds';
  bench.expectState('closed', 'A good probe closes the breaker.', input);
  const calls = await bench.beginAll(5);
  equal(calls.filter((call) => call.isRunning).length, 5, {
    message: 'A closed breaker lets every call through.',
    input,
  });

  const counting = new Bench();
  await counting.becomeDue();
  await counting.succeed();
  await counting.fail(2);
  counting.expectState('closed', 'After closing, the count starts at 0.', `${input}, then fail, fail`);
  await counting.fail(1);
  counting.expectState('open', 'After closing it has to count again.', `${input}, then fail, fail, fail`);
}

export async function failedProbeReopens(): Promise<void> {
  const bench = new Bench();
  await bench.becomeDue();
  const probe = await bench.begin();
  await bench.clock.advance(5_000);
  await probe.fail();
  const input = 'maxFailures 3: 3 failures, the timeout passes, a probe runs for 5000 ms and fails';
  bench.expectState(
    'open',
    'One failed probe opens the breaker again: it does not take maxFailures more.',
    input,
  );

  await bench.clock.advance(timeoutMs - 1);
  const early = await bench.begin();
  expectRejected(
    early,
    'The whole timeout starts again when the probe fails.',
    `${input}; a call 59999 ms later`,
  );
  await bench.clock.advance(1);
  const next = await bench.begin();
  expectRunning(
    next,
    'After the new timeout the next probe is let through.',
    `${input}; a call 60000 ms later`,
  );
}

export async function limitsOverlappingProbes(): Promise<void> {
  const bench = new Bench({ halfOpenMaxCalls: 3, successThreshold: 4 });
  await bench.becomeDue();
  const options = 'halfOpenMaxCalls 3, successThreshold 4';
  const [first, second, third, ...rest] = await bench.beginAll(10);
  const running = [first, second, third].filter((call) => call?.isRunning);
  equal(running.length, 3, {
    message: 'halfOpenMaxCalls calls may run at the same time.',
    input: `${options}: 10 calls at once`,
  });
  ok(
    rest.every((call) => call.isRejected),
    {
      message: 'More than halfOpenMaxCalls calls were let through, or made to wait.',
      input: `${options}: 10 calls at once`,
    },
  );

  await first?.succeed();
  const [fourth, fifth] = await bench.beginAll(2);
  const input = `${options}: 3 calls run, one succeeds, 2 more calls`;
  if (fourth)
    expectRunning(fourth, 'A call that ends gives its slot back: halfOpenMaxCalls is not a total.', input);
  if (fifth) expectRejected(fifth, 'One slot came free, so one more call may pass, not two.', input);
  for (const call of [second, third, fourth]) await call?.succeed();
  bench.expectState('closed', 'The fourth success has to close it.', `${options}: 4 calls succeed`);
}

export async function needsEverySuccess(): Promise<void> {
  const bench = new Bench({ successThreshold: 3 });
  await bench.becomeDue();
  for (const count of [1, 2]) {
    await bench.succeed();
    bench.expectState(
      'half-open',
      `${count} of 3 needed successes must not close it.`,
      `successThreshold 3: ${count} succeed`,
    );
  }
  await bench.succeed();
  bench.expectState('closed', 'The third success has to close it.', 'successThreshold 3: 3 succeed');

  await bench.becomeDue();
  await bench.succeed();
  await bench.succeed();
  await bench.fail(1);
  bench.expectState(
    'open',
    'One failed probe opens it, whatever succeeded before.',
    'successThreshold 3: succeed, succeed, fail',
  );
  await bench.clock.advance(timeoutMs);
  await bench.succeed();
  await bench.succeed();
  const again = 'successThreshold 3: succeed, succeed, fail, the timeout passes, succeed, succeed';
  bench.expectState(
    'half-open',
    'Successes of an earlier half-open generation must not count in this one.',
    again,
  );
  await bench.succeed();
  bench.expectState('closed', 'Three successes in this generation have to close it.', `${again}, succeed`);
}
