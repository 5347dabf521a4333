// Ana's order is under way when another one fails and opens the breaker. Then Ana's succeeds after all.
// Set a breakpoint where your execute learns that Ana's call succeeded: what does it do while open?
import { check, equal, fails, later, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a success from before the trip closes nothing', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock: new ManualClock() });
  const slow = later<string>();
  const ana = breaker.execute(() => slow.promise);
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');

  slow.resolve('americano');
  equal(await ana, 'americano', 'what Ana gets');
  equal(breaker.state, 'open', 'the state after a call from before the trip succeeded');
});
