// After it opened, somebody orders every 10 seconds. The timeout of 30 seconds still ends after 30 seconds.
// Set a breakpoint where your execute rejects a call: does it change anything before it throws?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('calls that are rejected do not make the open time longer', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');

  const sent: string[] = [];
  for (const order of ['after 10 s', 'after 20 s', 'after 30 s']) {
    await clock.advance(10_000);
    await breaker.execute(() => sent.push(order)).catch(() => 'rejected');
  }
  equal(sent, ['after 30 s'], 'the orders that were sent');
});
