// Two successes are needed. The broker answers every second call: one good probe, a failed one, 30 s, a good one.
// Set a breakpoint where your execute counts a good probe: which successes are in that number?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('two successes of the same half-open period close it', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, successThreshold: 2, clock });
  const fail = () =>
    fails(
      () => breaker.execute(() => Promise.reject(new Error('connection refused'))),
      'a call to a service that is down',
    );
  await fail();
  await clock.advance(30_000);
  await breaker.execute(() => 'latte');
  equal(breaker.state, 'half-open', 'the state after one good probe (successThreshold 2)');

  await fail();
  await clock.advance(30_000);
  await breaker.execute(() => 'mocha');
  equal(breaker.state, 'half-open', 'the state after a good probe, a failed one, 30 s and a good one');

  await breaker.execute(() => 'lungo');
  equal(breaker.state, 'closed', 'the state after two good probes since it last opened');
});
