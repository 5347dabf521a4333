import { describeError, equal, ok, settle, show } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/pkg/resilience/circuit-breaker';
import { Bench } from './bench';
import { Call, describeCall, expectRejected } from './call';

export async function callsOverlap(): Promise<void> {
  const bench = new Bench();
  const calls = await bench.beginAll(5);
  equal(calls.filter((call) => call.isRunning).length, 5, {
    message:
      'Calls through a closed breaker have to run side by side. One at a time, five calls of 50 ms take 250 ms.',
    input: '5 calls at once, none of which has ended yet',
  });
  for (const [index, call] of [...calls.entries()].reverse()) {
    await call.succeed(index);
    equal(call.result.value, index, {
      message: 'Each caller gets the result of its own fn.',
      input: '5 overlapping calls',
    });
  }

  const hung = await bench.begin();
  await bench.trip();
  const refused = await bench.begin();
  expectRejected(
    refused,
    'A call that hangs must not keep others from failing fast.',
    'one call hangs, 3 fail, one more call',
  );
  ok(hung.isRunning, {
    message: 'The breaker does not end a call that hangs: that is the job of a timeout inside fn.',
    input: 'one call hangs, 3 fail',
    actual: describeCall(hung),
  });
}

export async function countsABurst(): Promise<void> {
  const bench = new Bench({ maxFailures: 500 });
  const almost = await bench.beginAll(499);
  const outage = new Error('the broker is down');
  for (const call of almost) call.failInStep(outage);
  await settle();
  bench.expectState(
    'closed',
    'The burst is one failure short.',
    'maxFailures 500: 499 calls at once, all fail',
  );
  await bench.fail(1);
  bench.expectState(
    'open',
    'A failure of the burst was lost.',
    'maxFailures 500: 499 calls at once, all fail, then one more',
  );

  const changes: string[] = [];
  const storm = new Bench({ maxFailures: 5, onStateChange: (from, to) => changes.push(`${from} to ${to}`) });
  const input = 'maxFailures 5: 500 calls at once, all fail';
  const calls = await storm.beginAll(500);
  const errors = calls.map((_, index) => new Error(`failure ${index}`));
  calls.forEach((call, index) => call.failInStep(errors[index]));
  await settle();
  storm.expectState('open', 'The burst has to open it.', input);
  equal(changes, ['closed to open'], { message: 'A burst opens the breaker once.', input });
  const owned = calls.filter((call, index) => call.result.error === errors[index]);
  equal(owned.length, 500, {
    message: 'Each caller gets its own error, also when the breaker opens meanwhile.',
    input,
  });
}

export async function nestedCalls(): Promise<void> {
  const bench = new Bench();
  const { breaker } = bench;
  const input = 'closed: fn makes a call through the same breaker and returns its result';
  const outcome = await bench.run(() => breaker.execute(() => 'inner'), input);
  ok(outcome.status === 'returned' && outcome.value === 'inner', {
    message: 'A call inside a call passes like any other.',
    input,
    expected: "execute resolved to 'inner'",
    actual: outcome.status === 'returned' ? show(outcome.value) : describeError(outcome.error),
  });

  await bench.becomeDue();
  let inner: Call | undefined;
  await bench.run(async () => {
    inner = new Call(breaker);
    await settle();
  }, 'half-open: the probe makes a call through the same breaker and goes on when that is settled');
  ok(inner?.isRejected && inner.result.error instanceof CircuitOpenError, {
    message: 'A call made inside the probe finds the slot taken and is rejected at once.',
    input: 'half-open: the probe makes a call through the same breaker',
    actual: inner ? describeCall(inner) : 'the probe was not called',
  });
}
