// A quiet morning, an outage, a rejected order and a recovery: the dashboard must hear of three changes.
// Set a breakpoint where your breaker calls onStateChange: what has changed when it does?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('the listener hears of every change once, and of nothing else', async () => {
  const clock = new ManualClock();
  const heard: string[] = [];
  const onStateChange = (from: string, to: string): void => void heard.push(`${from} to ${to}`);
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, onStateChange, clock });

  await breaker.execute(() => 'latte');
  equal(heard, [], 'what the listener heard after one good call');

  await fails(() => breaker.execute(() => Promise.reject(new Error('down'))), 'the failure that opens it');
  await fails(() => breaker.execute(() => 'mocha'), 'an order while open');
  await clock.advance(30_000);
  await breaker.execute(() => 'lungo');
  const changes = ['closed to open', 'open to half-open', 'half-open to closed'];
  equal(heard, changes, 'what the listener heard after an outage and a recovery');
});
