import { equal, ok } from 'codealong/checkkit';
import type { State } from '../reference/pkg/resilience/circuit-breaker';
import { Bench, timeoutMs } from './bench';
import { Call, describeCall } from './call';

export async function reportsEachChangeOnce(): Promise<void> {
  const changes: string[] = [];
  const bench = new Bench({ onStateChange: (from, to) => changes.push(`${from} to ${to}`) });
  const expected: string[] = [];
  const expectChange = (change: string | undefined, input: string): void => {
    if (change) expected.push(change);
    const message = change
      ? 'onStateChange has to be called once for this change.'
      : 'onStateChange was called, but nothing changed.';
    equal(changes, expected, { message, input });
  };

  await bench.succeed();
  await bench.fail(2);
  expectChange(undefined, 'a new breaker: succeed, fail, fail');
  const [late] = await bench.beginAll(1);
  await bench.fail(1);
  expectChange('closed to open', 'the third failure in a row');
  await late?.fail();
  await bench.begin();
  expectChange(undefined, 'open: a late failure, a rejected call');
  await bench.clock.advance(timeoutMs);
  const [probe] = await bench.beginAll(5);
  expectChange('open to half-open', 'the timeout passes, 5 calls at once');
  await probe?.fail();
  expectChange('half-open to open', 'the probe fails');
  await bench.clock.advance(timeoutMs);
  const good = await bench.begin();
  expectChange('open to half-open', 'the timeout passes, one call');
  await good.succeed();
  expectChange('half-open to closed', 'the probe succeeds');
}

export async function listenerCannotWedge(): Promise<void> {
  const bench = new Bench({
    onStateChange: () => {
      throw new Error('the metrics server is down');
    },
  });
  const outage = new Error('the broker is down');
  const changes: readonly [how: string, fn: () => Promise<string>, state: State][] = [
    ['the third failure opens it', () => Promise.reject(outage), 'open'],
    ['the probe fails', () => Promise.reject(outage), 'open'],
    ['the probe succeeds', () => Promise.resolve('coffee'), 'closed'],
  ];
  await bench.fail(2);
  for (const [how, fn, state] of changes) {
    const input = `onStateChange throws every time: ${how}`;
    const outcome = await bench.run(fn, input);
    const end = outcome.status === 'returned' ? outcome.value : outcome.error;
    ok(end === (state === 'closed' ? 'coffee' : outage), {
      message:
        'The caller has to get the result of fn. An error of the listener is not the caller’s problem.',
      input,
      actual: String(end),
    });
    bench.expectState(state, 'A listener that throws must not stop the change.', input);
    await bench.clock.advance(timeoutMs);
  }
}

export async function listenerMayCallBack(): Promise<void> {
  const seen: State[] = [];
  const nested: Call[] = [];
  const bench = new Bench({
    onStateChange: (_, to) => {
      seen.push(bench.breaker.state);
      if (to === 'half-open') nested.push(new Call(bench.breaker));
    },
  });
  await bench.becomeDue();
  const probe = await bench.begin();
  const [inner] = nested;
  ok(inner?.isRejected && probe.isRunning, {
    message:
      'The probe’s slot has to be taken before the listener is told of half-open: here a second call slipped in.',
    input: 'onStateChange makes a call when the breaker becomes half-open',
    expected: 'the probe runs, the call of the listener is rejected',
    actual: `the probe: ${describeCall(probe)}. The listener’s call: ${inner ? describeCall(inner) : 'it was not made'}`,
  });
  await probe.succeed();
  equal(seen, ['open', 'half-open', 'closed'], {
    message: 'When the listener is called, `state` is already the new one.',
    input: 'onStateChange reads state: 3 failures, the timeout passes, a good probe',
  });
}
