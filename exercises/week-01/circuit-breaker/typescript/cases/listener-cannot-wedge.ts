// The dashboard is down too, so the listener throws at every change. The customers must not notice.
// Set a breakpoint where your breaker calls onStateChange: where does its error go?
import { check, equal, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('a listener that throws changes no result and no state', async () => {
  const clock = new ManualClock();
  const onStateChange = (): void => {
    throw new Error('no connection to the dashboard');
  };
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, onStateChange, clock });
  const order = (fn: () => Promise<string>) => breaker.execute(fn).catch((error: Error) => error.message);

  const refused = await order(() => Promise.reject(new Error('connection refused')));
  equal(refused, 'connection refused', 'what the customer hears whose order opens it');
  equal(breaker.state, 'open', 'the state after the failure');

  await clock.advance(30_000);
  equal(await order(async () => 'latte'), 'latte', 'what the customer gets whose order is the probe');
  equal(breaker.state, 'closed', 'the state after the good probe');
});
