import { equal, fail, outcomeOf, show, succeeds } from 'codealong/checkkit';
import { Bench, timeoutMs, type Options } from './bench';

const noCount = [0, -1, Number.NaN, 1.5, Number.POSITIVE_INFINITY];
const invalid: Readonly<Partial<Record<keyof Options, readonly number[]>>> = {
  maxFailures: noCount,
  timeoutMs: [0, -1, Number.NaN, Number.POSITIVE_INFINITY],
  halfOpenMaxCalls: noCount,
  successThreshold: noCount,
};

export async function rejectsInvalidOptions(): Promise<void> {
  for (const [name, values] of Object.entries(invalid)) {
    const told = { message: 'Valid options have to be accepted.', input: `${name}: 1` };
    await succeeds(() => void new Bench({ [name]: 1 }), told);
    for (const value of values) {
      const outcome = await outcomeOf(() => void new Bench({ [name]: value }));
      if (outcome.status === 'threw') continue;
      fail({
        message: 'The constructor has to refuse this: at the first outage it would be too late to find out.',
        input: `${name}: ${show(value)}`,
        expected: 'the constructor throws',
        actual: 'it returned a breaker',
      });
    }
  }
}

export async function nothingBetweenCalls(): Promise<void> {
  const changes: string[] = [];
  const bench = new Bench({ onStateChange: (from, to) => changes.push(`${from} to ${to}`) });
  const input = '3 failures, ten timeouts pass without a call, state is read';
  await bench.trip();
  equal(bench.clock.pending(), 0, {
    message: 'A breaker needs no timer: one per breaker adds up, and each keeps its breaker alive.',
    input: '3 failures',
  });
  await bench.clock.advance(10 * timeoutMs);
  bench.expectState(
    'open',
    'Nobody called, so nothing has changed: the next call makes it half-open.',
    input,
  );
  equal(changes, ['closed to open'], { message: 'Reading the state must not change it.', input });
  await bench.succeed();
  bench.expectState('closed', 'The next call is the probe.', `${input}, one call succeeds`);
  equal(bench.clock.pending(), 0, {
    message: 'A timer was left behind.',
    input: `${input}, one call succeeds`,
  });
}
