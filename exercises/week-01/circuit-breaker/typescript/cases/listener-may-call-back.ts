// The listener reads the state, and tries an order of its own as soon as it hears of half-open.
// Set a breakpoint where your breaker calls onStateChange: which state, and which slot, are set by then?
import { check, equal, fails, ManualClock, settle } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('when the listener hears of half-open, the slot of the probe is taken', async () => {
  const clock = new ManualClock();
  const sent: string[] = [];
  const read: string[] = [];
  const onStateChange = (): void => {
    read.push(breaker.state);
    const isHalfOpen = read.length === 2; // the first change is to open
    if (isHalfOpen) breaker.execute(() => sent.push('the listener')).catch(() => 'rejected');
  };
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, onStateChange, clock });
  await fails(() => breaker.execute(() => Promise.reject(new Error('down'))), 'the failure that opens it');

  await clock.advance(30_000);
  await breaker.execute(() => sent.push('Ana'));
  await settle();
  equal(read, ['open', 'half-open', 'closed'], 'the state that the listener read at each change');
  equal(sent, ['Ana'], 'whose orders were sent as probes');
});
