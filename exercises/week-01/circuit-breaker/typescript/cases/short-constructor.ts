// A breaker made the short way, with a clock. 30 seconds on that clock later Ana and Ben order at the same time.
// Set a breakpoint in your newCircuitBreaker: what does it hand on, and what does it leave to the defaults?
import { check, equal, fails, later, ManualClock, settle } from '../support';
import { newCircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('the short way gives the clock, one slot and one success', async () => {
  const clock = new ManualClock();
  const breaker = newCircuitBreaker(1, 30_000, clock);
  await fails(() => breaker.execute(() => Promise.reject(new Error('down'))), 'the failure that opens it');
  await clock.advance(30_000);

  const hanging = later<string>();
  const sent: string[] = [];
  const order = (name: string) => breaker.execute(() => (sent.push(name), hanging.promise)).catch(String);
  const orders = ['Ana', 'Ben'].map(order);
  await settle();
  equal(sent, ['Ana'], 'whose orders were sent when the 30 s are over');

  hanging.resolve('espresso');
  await Promise.all(orders);
  equal(breaker.state, 'closed', 'the state after one good probe');
});
