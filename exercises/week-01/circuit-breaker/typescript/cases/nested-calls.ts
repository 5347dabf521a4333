// An order looks up loyalty points, and both go through the same breaker: once closed, once as the probe.
// Set a breakpoint where your execute decides who may call: what does the inner call find?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker, CircuitOpenError } from '../../pkg/resilience/circuit-breaker';

check('a call inside a call passes, or is rejected, like any other', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  const points = () =>
    breaker
      .execute(() => '12 points')
      .catch((error) => (error instanceof CircuitOpenError ? 'no points today' : String(error)));
  const order = () => breaker.execute(async () => `a latte, ${await points()}`);
  equal(await order(), 'a latte, 12 points', 'what an order gets while closed');

  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');
  await clock.advance(30_000);
  equal(await order(), 'a latte, no points today', 'what the probe gets, whose inner call finds no slot');
});
