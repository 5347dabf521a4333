// The breaker is open for 30 seconds. Ana orders 1 ms before they are over, Ben exactly when they are.
// Set a breakpoint where your execute decides whether the timeout has passed: which numbers does it compare?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('it rejects 1 ms before the timeout and lets a call through at the timeout', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');
  const sent: string[] = [];

  await clock.advance(29_999);
  await breaker.execute(() => sent.push('Ana')).catch(() => 'rejected');
  equal(sent, [], 'whose orders were sent within 29999 ms after it opened');

  await clock.advance(1);
  await breaker.execute(() => sent.push('Ben')).catch(() => 'rejected');
  equal(sent, ['Ben'], 'whose orders were sent within 30000 ms after it opened');
});
