// The timeout is over and three callers come in the same instant. One is let through as the probe; it hangs.
// Set a breakpoint where your execute decides who may call, and step: what does the second caller find?
import { check, equal, fails, later, ManualClock, settle } from '../support';
import { CircuitBreaker, CircuitOpenError } from '../../pkg/resilience/circuit-breaker';

check('half-open lets one call through and rejects the others at once', async () => {
  const clock = new ManualClock();
  const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, clock });
  await fails(() => breaker.execute(() => Promise.reject(new Error('down'))), 'the failure that opens it');
  await clock.advance(30_000);

  const probe = later<string>();
  let calls = 0;
  const ended: string[] = [];
  const order = async (name: string): Promise<void> => {
    try {
      await breaker.execute(() => {
        calls++;
        return probe.promise;
      });
      ended.push(`${name} was served`);
    } catch (error) {
      ended.push(`${name} was ${error instanceof CircuitOpenError ? 'rejected' : String(error)}`);
    }
  };
  const orders = [order('Ana'), order('Ben'), order('Cleo')];
  await settle();
  equal(calls, 1, 'how many calls reached the service while the probe hangs');
  equal(ended, ['Ben was rejected', 'Cleo was rejected'], 'who has an answer while the probe hangs');

  probe.resolve('espresso');
  await Promise.all(orders);
  equal(ended.at(-1), 'Ana was served', 'who is answered last');
});
