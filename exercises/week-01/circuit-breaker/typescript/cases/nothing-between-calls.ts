// The breaker opens after the last order of the evening. Nobody calls all night; the dashboard still says open.
// Set a breakpoint in your state, and wherever your breaker becomes half-open: who gets there without a call?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('it stays open until somebody calls', async () => {
  const clock = new ManualClock();
  const heard: string[] = [];
  const onStateChange = (_: string, to: string): void => void heard.push(to);
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, onStateChange, clock });
  await fails(() => breaker.execute(() => Promise.reject(new Error('down'))), 'the failure that opens it');

  await clock.advance(8 * 3_600_000);
  equal(breaker.state, 'open', 'the state after a night without a call (timeoutMs 30000)');
  equal(heard, ['open'], 'the states that the listener heard of during the night');
});
