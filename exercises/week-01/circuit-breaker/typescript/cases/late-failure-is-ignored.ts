// Ana's and Ben's orders hang when the breaker opens. Ana's fails while it is open, Ben's after it has recovered.
// Set a breakpoint where your execute learns that a call failed: how does it know when that call was let through?
import { check, equal, fails, later, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('failures from before the trip count nowhere', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  const hang = { ana: later<string>(), ben: later<string>() };
  const ana = breaker.execute(() => hang.ana.promise);
  const ben = breaker.execute(() => hang.ben.promise);
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');

  await clock.advance(20_000);
  hang.ana.reject(new Error('timed out'));
  await fails(() => ana, 'the order of Ana');
  await clock.advance(10_000);
  const answer = await breaker.execute(() => 'latte').catch(String);
  equal(answer, 'latte', 'what the first order 30 s after the trip gets');

  hang.ben.reject(new Error('timed out'));
  await fails(() => ben, 'the order of Ben');
  equal(breaker.state, 'closed', 'the state after it recovered and a call from before the trip failed');
});
