// Ana's and Ben's probes run. Ana's fails and opens it again; 30 s later Cleo's and Dora's probes take both slots.
// Only now Ben's ends. Set a breakpoint where your execute gives a slot back: whose slot is it?
import { check, equal, fails, later, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a probe of an earlier half-open period frees no slot and closes nothing', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, halfOpenMaxCalls: 2, clock });
  const down = () => Promise.reject(new Error('connection refused'));
  await fails(() => breaker.execute(down), 'the failure that opens it');
  await clock.advance(30_000);

  const hang = { ben: later<string>(), others: later<string>() };
  const ana = breaker.execute(down);
  const ben = breaker.execute(() => hang.ben.promise);
  await fails(() => ana, "Ana's probe");
  await clock.advance(30_000);
  const others = ['Cleo', 'Dora'].map(() => breaker.execute(() => hang.others.promise));

  hang.ben.resolve('espresso');
  equal(await ben, 'espresso', 'what Ben gets');
  equal(breaker.state, 'half-open', "the state after Ben's late probe succeeded");
  let sent = 0;
  await breaker.execute(() => ++sent).catch(() => 'rejected');
  equal(sent, 0, "how many more orders were sent while Cleo's and Dora's probes run (halfOpenMaxCalls 2)");

  hang.others.resolve('mocha');
  await Promise.all(others);
});
