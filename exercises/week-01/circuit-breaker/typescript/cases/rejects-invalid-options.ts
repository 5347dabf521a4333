// A setting is missing or was not a number. The deployment must fail, not the first outage.
// Set a breakpoint in your constructor where it looks at the options: which comparison lets the value pass?
import { check, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('the constructor throws when an option is invalid', async () => {
  const valid = { maxFailures: 3, timeoutMs: 30_000, clock: new ManualClock() };
  new CircuitBreaker(valid);

  const settings = [
    { maxFailures: 0 },
    { maxFailures: Number('three') },
    { timeoutMs: -30_000 },
    { timeoutMs: Number('30s') },
    { halfOpenMaxCalls: 0 },
    { successThreshold: 1.5 },
  ];
  for (const setting of settings) {
    const [entry] = Object.entries(setting);
    await fails(() => new CircuitBreaker({ ...valid, ...setting }), `a breaker with ${entry?.join(' ')}`);
  }
});
