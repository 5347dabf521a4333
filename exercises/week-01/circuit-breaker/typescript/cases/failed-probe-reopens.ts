// The timeout is over, but the broker is still down: the probe fails. Ana orders 29 seconds later.
// Set a breakpoint where your execute learns that the probe failed: from when does the new timeout run?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('one failed probe opens it for a whole timeout', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 2, timeoutMs: 30_000, clock });
  const fail = () =>
    fails(
      () => breaker.execute(() => Promise.reject(new Error('connection refused'))),
      'a call to a service that is down',
    );
  await fail();
  await fail();
  await clock.advance(30_000);

  await fail();
  equal(breaker.state, 'open', 'the state after the probe failed');

  await clock.advance(29_000);
  let sent = 0;
  await breaker.execute(() => ++sent).catch(() => 'rejected');
  equal(sent, 0, 'how many orders were sent within 29 s after the probe failed');
});
