// Four orders are under way when the broker goes down, and all four fail in the same moment.
// Set a breakpoint where your execute counts a failure: from which number does each of the four go on?
import { check, equal, later, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('four failures at once are four failures', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 4, timeoutMs: 30_000, clock: new ManualClock() });
  const outage = later();
  const send = async (): Promise<string> => {
    await outage.promise;
    throw new Error('connection lost');
  };

  const orders = ['Ana', 'Ben', 'Cleo', 'Dora'].map(() => breaker.execute(send));
  outage.resolve();
  await Promise.allSettled(orders);
  equal(breaker.state, 'open', 'the state after 4 overlapping calls have failed (maxFailures 4)');
});
