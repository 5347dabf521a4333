// Two timeouts open it. Between them come two orders without a drink, which say nothing about the broker.
// Set a breakpoint where your execute learns that a call failed: what does it do when isFailure says no?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('an ignored error is neither a failure nor a success', async () => {
  const timedOut = new Error('timed out');
  const noDrink = new Error('400: which drink?');
  const isFailure = (error: unknown): boolean => error !== noDrink;
  const options = { maxFailures: 2, timeoutMs: 30_000, isFailure, clock: new ManualClock() };
  const breaker = new CircuitBreaker(options);
  const call = (error: Error) =>
    fails(() => breaker.execute(() => Promise.reject(error)), `a call that rejects with "${error.message}"`);

  await call(timedOut);
  await call(noDrink);
  equal(await call(noDrink), noDrink, 'the error that a customer gets for an order without a drink');
  equal(breaker.state, 'closed', 'the state after one timeout and two ignored errors (maxFailures 2)');

  await call(timedOut);
  equal(breaker.state, 'open', 'the state after a timeout, two ignored errors and a timeout (maxFailures 2)');
});
