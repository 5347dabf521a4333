// One order ends with a receipt, one with an error that the order handler looks for. Both must arrive as they are.
// Set a breakpoint where your execute passes on what fn returned or threw: is it the same object?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('the caller gets the very result and the very error of the call', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 3, timeoutMs: 30_000, clock: new ManualClock() });
  const receipt = { order: 17, drink: 'latte' };
  const soldOut = new Error('no oat milk left');

  const result = await breaker.execute(() => receipt);
  equal(
    result === receipt,
    true,
    `whether Ana gets the receipt that fn returned (she got ${String(result)})`,
  );

  const error = await fails(
    () => breaker.execute(() => Promise.reject(soldOut)),
    'an order of something sold out',
  );
  equal(
    error === soldOut,
    true,
    `whether Ben gets the error that fn rejected with (he got ${String(error)})`,
  );
});
