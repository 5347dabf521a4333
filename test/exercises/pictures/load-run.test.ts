import assert from 'node:assert/strict';
import { percentile, shareThatWaits } from './load-run';
import { runsOf } from './load-tests';
import { numbersOf } from './numbers-of';

describe('the runs that section 1.1 tells of', () => {
  const of = numbersOf('phase-01/1.1-scalability');
  const { open, closed } = runsOf(of);
  const slower = (run: typeof open, ms: number): number => run.filter(({ took }) => took > ms).length;

  it('by a schedule, 199 of 1,000 wait, most of them for more than half a second', () => {
    assert.equal(open.length, 1000);
    assert.equal(slower(open, 10), 199);
    assert.equal(slower(open, 500), 103);
    assert.deepEqual([percentile(open, 0.95), percentile(open, 0.99), percentile(open, 1)], [760, 960, 1010]);
  });

  it('with ten connections that wait, ten do, and 500 a second are sent', () => {
    assert.equal(slower(closed, 10), 10);
    assert.deepEqual(
      [percentile(closed, 0.95), percentile(closed, 0.99), percentile(closed, 1)],
      [10, 10, 1010],
    );
    const seconds = Math.max(...closed.map(({ at, took }) => at + took)) / 1000;
    assert.equal(closed.length / seconds, 500);
  });

  it('of 40 slots a fifth of the callers finds none, of 36 more than half', () => {
    const busy = of('in-flight');
    for (const [slots, waits, averageMs] of [
      [of('pool-slots'), 0.19, 6],
      [of('smaller-pool'), 0.55, 41],
    ] as const) {
      const share = shareThatWaits(busy, slots);
      assert.equal(Number(share.toFixed(2)), waits);
      assert.equal(Math.round((share * of('payment-ms')) / (slots - busy)), averageMs);
    }
  });
});
