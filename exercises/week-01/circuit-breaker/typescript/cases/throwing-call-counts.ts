// The broker's client is not connected: it throws at once, before it returns a promise. Two such failures open it.
// Set a breakpoint where your execute calls fn, and step: which lines still run when fn throws?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a call that throws before it returns a promise is a failure', async () => {
  const breaker = new CircuitBreaker({ maxFailures: 2, timeoutMs: 30_000, clock: new ManualClock() });
  const notConnected = new Error('the client is not connected');
  const send = (): Promise<string> => {
    throw notConnected;
  };

  for (const customer of ['Ana', 'Ben']) {
    const promise = breaker.execute(send);
    const error = await fails(() => promise, `the order of ${customer}`);
    equal(error, notConnected, `what the order of ${customer} rejects with`);
  }
  equal(breaker.state, 'open', 'the state after two calls that threw (maxFailures 2)');
});
