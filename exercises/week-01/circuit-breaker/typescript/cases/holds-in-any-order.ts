// One order of events of many. Two good probes close the breaker while a third, Ben's, still runs; then Ben's fails.
// Set a breakpoint where your execute learns that Ben's call failed: closed is another period than his.
import { check, equal, fails, later, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a probe that ends after the recovery counts nowhere', async () => {
  const clock = new ManualClock();
  const options = { maxFailures: 2, timeoutMs: 30_000, halfOpenMaxCalls: 2, successThreshold: 2 };
  const breaker = new CircuitBreaker({ ...options, clock });
  const fail = () =>
    fails(
      () => breaker.execute(() => Promise.reject(new Error('connection refused'))),
      'a call to a service that is down',
    );
  await fail();
  await fail();
  await clock.advance(30_000);

  const hanging = later<string>();
  const ben = breaker.execute(() => hanging.promise);
  await breaker.execute(() => 'latte');
  equal(breaker.state, 'half-open', "the state after one good probe, while Ben's runs");
  await breaker.execute(() => 'mocha');
  equal(breaker.state, 'closed', "the state after two good probes, while Ben's runs");

  hanging.reject(new Error('timed out'));
  await fails(() => ben, 'the order of Ben');
  await fail();
  equal(breaker.state, 'closed', "the state after Ben's late failure and one failure since it closed");
  await fail();
  equal(breaker.state, 'open', 'the state after two failures since it closed');
});
