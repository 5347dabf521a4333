// Two failures, a success, two failures: no three in a row, so it stays closed. The third in a row opens it.
// Set a breakpoint where your execute learns how the call ended, and look at what it counts.
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('three failures in a row open it, five in total do not', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 3, timeoutMs: 30_000, clock: new ManualClock() });
  const fail = () =>
    fails(
      () => breaker.execute(() => Promise.reject(new Error('connection refused'))),
      'a call to a service that is down',
    );

  await fail();
  await fail();
  await breaker.execute(() => 'latte');
  await fail();
  await fail();
  equal(breaker.state, 'closed', 'the state after fail, fail, succeed, fail, fail');

  await fail();
  equal(breaker.state, 'open', 'the state after the third failure in a row');
});
