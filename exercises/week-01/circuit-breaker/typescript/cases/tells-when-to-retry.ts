// It is open for 30 seconds. Ana orders after 12 of them; Ben after all 30, while the probe is under way.
// Set a breakpoint where your execute makes the CircuitOpenError: what is retryAfterMs made of?
import { check, equal, fails, later, ManualClock } from '../support';
import { CircuitBreaker, CircuitOpenError } from '../../pkg/resilience/circuit-breaker';

check('a rejection says how much of the timeout is left', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');
  const retryAfter = async (who: string): Promise<unknown> => {
    const error = await fails(() => breaker.execute(() => 'mocha'), `the order of ${who}`);
    return error instanceof CircuitOpenError ? error.retryAfterMs : error;
  };

  await clock.advance(12_000);
  equal(await retryAfter('Ana'), 18_000, 'the retryAfterMs 12 s after it opened');

  await clock.advance(18_000);
  const hanging = later<string>();
  const probe = breaker.execute(() => hanging.promise);
  equal(await retryAfter('Ben'), 0, 'the retryAfterMs while the probe is under way');
  hanging.resolve('ristretto');
  await probe;
});
