// The broker is down and the breaker open. Ana's order must not be sent, and her handler must see why by the type.
// Set a breakpoint where your execute decides who may call: what does it do, and throw, while open?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker, CircuitOpenError } from '../../pkg/resilience/circuit-breaker';

check('an open breaker rejects with a CircuitOpenError and sends nothing', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock: new ManualClock() });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');

  let sent = 0;
  const error = await fails(() => breaker.execute(() => ++sent), 'an order while the breaker is open');
  equal(sent, 0, 'how many orders were sent while the breaker is open');
  const isRejection = error instanceof CircuitOpenError;
  equal(isRejection, true, `whether Ana's handler gets a CircuitOpenError (it got ${String(error)})`);
});
