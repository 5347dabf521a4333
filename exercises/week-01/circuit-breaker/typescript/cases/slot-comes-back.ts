// The probe ends in an unusual way. Whatever that was, 30 s later the next customer must be let through.
// Set a breakpoint where your execute gives a slot back: does the probe get there?
import { check, equal, fails, ManualClock } from '../support';
import { CircuitBreaker } from '../../pkg/resilience/circuit-breaker';

check('however a probe ends, its slot comes back', async () => {
  const cancelled = Object.assign(new Error('the customer closed the app'), { status: 499 });
  const down = Object.assign(new Error('the client is not connected'), { status: 503 });
  const isFailure = (error: unknown): boolean => (error as { status: number }).status >= 500;
  const throws = () => {
    throw down;
  };
  const probes = [
    { how: 'is ignored by isFailure', probe: () => Promise.reject(cancelled), error: cancelled },
    { how: 'throws before it returns a promise', probe: throws, error: down },
    { how: 'makes isFailure throw', probe: () => Promise.reject(undefined), error: undefined },
  ];

  for (const { how, probe, error } of probes) {
    const clock = new ManualClock();
    const breaker = new CircuitBreaker({ maxFailures: 1, timeoutMs: 30_000, isFailure, clock });
    await fails(() => breaker.execute(() => Promise.reject(down)), 'the failure that opens it');
    await clock.advance(30_000);
    equal(
      await fails(() => breaker.execute(probe), 'the probe'),
      error,
      `what a probe that ${how} rejects with`,
    );

    await clock.advance(30_000);
    const answer = await breaker.execute(() => 'latte').catch(String);
    equal(answer, 'latte', `what the next customer gets after a probe that ${how}`);
  }
});
