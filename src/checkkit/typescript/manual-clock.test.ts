import assert from 'node:assert/strict';
import { ManualClock } from './manual-clock';
import { settle, watch } from './settle';

describe('ManualClock', () => {
  it('moves only when it is told to', async () => {
    const clock = new ManualClock(500);
    await settle();
    assert.equal(clock.now(), 500);
    await clock.advance(25);
    assert.equal(clock.now(), 525);
  });

  it('does not start at 0, so that code which takes 0 for "never" is found out', () => {
    assert.notEqual(new ManualClock().now(), 0);
  });

  it('fires what falls due, in order of time, and of setting among equals, at that time', async () => {
    const clock = new ManualClock(0);
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${clock.now()}`);
    clock.setTimeout(note('late'), 30);
    clock.setTimeout(note('b'), 10);
    clock.setTimeout(note('c'), 10);
    clock.setTimeout(note('a'), 5);
    clock.setTimeout(note('at once'), 0);
    clock.setTimeout(note('overdue'), -7);
    await clock.advance(10);
    assert.deepEqual(fired, ['at once@0', 'overdue@0', 'a@5', 'b@10', 'c@10']);
    await clock.advance(19);
    assert.equal(fired.length, 5);
    await clock.advance(1);
    assert.equal(fired.at(-1), 'late@30');
  });

  it('fires what is set while it moves, when that falls due on the way', async () => {
    const clock = new ManualClock(0);
    const times: number[] = [];
    const again = (): void => {
      times.push(clock.now());
      clock.setTimeout(again, 10);
    };
    clock.setTimeout(again, 10);
    await clock.advance(35);
    assert.deepEqual(times, [10, 20, 30]);
    assert.equal(clock.now(), 35);
  });

  it('lets everything settle between two timers', async () => {
    const clock = new ManualClock(0);
    const seen: number[] = [];
    const follow = async (): Promise<void> => {
      await clock.sleep(10);
      for (let step = 0; step < 20; step++) await Promise.resolve();
      seen.push(clock.now());
    };
    const following = follow();
    clock.setTimeout(() => undefined, 11);
    await clock.advance(20);
    await following;
    assert.deepEqual(seen, [10]);
  });

  it('does not fire what was cancelled, and tells how many still wait', async () => {
    const clock = new ManualClock();
    const cancel = clock.setTimeout(() => assert.fail('it was cancelled'), 10);
    clock.setTimeout(() => undefined, 20);
    assert.equal(clock.pending(), 2);
    cancel();
    cancel();
    assert.equal(clock.pending(), 1);
    await clock.advance(20);
    assert.equal(clock.pending(), 0);
  });

  it('takes a time that is not a number for no time, and never loses its own', async () => {
    const clock = new ManualClock(100);
    const times: number[] = [];
    clock.setTimeout(() => times.push(clock.now()), Number.NaN);
    clock.setTimeout(() => times.push(clock.now()), Number.POSITIVE_INFINITY);
    await clock.advance(1_000_000);
    assert.deepEqual([times, clock.now(), clock.pending()], [[100], 1_000_100, 1]);
  });

  describe('sleep', () => {
    it('resolves when its time has come, and not before', async () => {
      const clock = new ManualClock();
      const sleep = watch(clock.sleep(10));
      await clock.advance(9);
      assert.equal(sleep.state, 'pending');
      await clock.advance(1);
      assert.equal(sleep.state, 'fulfilled');
    });

    it('rejects with the reason of its signal, and leaves no timer behind', async () => {
      const clock = new ManualClock();
      const stop = new AbortController();
      const sleep = watch(clock.sleep(10, stop.signal));
      stop.abort('enough');
      await settle();
      assert.deepEqual([sleep.state, sleep.error, clock.pending()], ['rejected', 'enough', 0]);
    });

    it('rejects at once when its signal aborted before', async () => {
      const clock = new ManualClock();
      await assert.rejects(clock.sleep(10, AbortSignal.abort(new Error('before'))), /before/);
      assert.equal(clock.pending(), 0);
    });

    it('does not hold on to its signal once it is over', async () => {
      const clock = new ManualClock();
      const stop = new AbortController();
      const sleep = watch(clock.sleep(10, stop.signal));
      await clock.advance(10);
      stop.abort('too late');
      await settle();
      assert.equal(sleep.state, 'fulfilled');
    });
  });
});
