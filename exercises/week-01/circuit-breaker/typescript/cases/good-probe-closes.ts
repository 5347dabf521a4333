// Two failures open it, a good probe closes it. One hiccup after that is one failure, not the third.
// Set a breakpoint where your execute learns that the probe succeeded: what does it set back?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('after a good probe it is closed and counts from 0', async () => {
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

  await breaker.execute(() => 'cappuccino');
  equal(breaker.state, 'closed', 'the state after the probe succeeded');

  await fail();
  equal(breaker.state, 'closed', 'the state after one failure since it closed (maxFailures 2)');
});
