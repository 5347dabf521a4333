// Two probes may run at the same time. Ana's and Ben's do, Cleo's is one too many; then Ana's ends and Dora comes.
// Set a breakpoint where your execute takes a slot, and where it gives it back: how many are taken each time?
import { check, equal, fails, later, ManualClock, settle } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('the limit is on the probes that run now', async () => {
  const clock = new ManualClock();
  const options = { maxFailures: 1, timeoutMs: 30_000, halfOpenMaxCalls: 2, successThreshold: 3 };
  const breaker = new CircuitBreaker({ ...options, clock });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');
  await clock.advance(30_000);

  const sent: string[] = [];
  const order = (name: string, answer: Promise<string>): void => {
    const send = () => (sent.push(name), answer);
    breaker.execute(send).catch(() => 'rejected');
  };
  const hang = { ana: later<string>(), others: later<string>() };
  order('Ana', hang.ana.promise);
  order('Ben', hang.others.promise);
  order('Cleo', hang.others.promise);
  await settle();
  equal(sent, ['Ana', 'Ben'], 'whose orders were sent when three come at once (halfOpenMaxCalls 2)');

  hang.ana.resolve('espresso');
  await settle();
  order('Dora', hang.others.promise);
  await settle();
  equal(sent, ['Ana', 'Ben', 'Dora'], "whose orders were sent after Ana's ended and Dora came");
});
