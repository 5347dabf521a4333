import assert from 'node:assert/strict';
import path from 'node:path';
import type { Clock } from '../../exercises/kit/typescript/kit';
import { pack } from './every-exercise';

/** Where it stands in the course. It imports the kit as it lies in a learner's folder, where it has no types from here. */
const file = 'week-01/circuit-breaker/typescript/starter/pkg/resilience/system-clock.ts';
const longest = 2 ** 31 - 1;

describe('the clock of the machine that is given to learners', () => {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  let systemClock: Clock;
  let asked: { ms: number; fire: () => void; isCleared: boolean }[];

  before(async () => {
    ({ systemClock } = (await import(path.join(pack.location, file))) as { systemClock: Clock });
  });
  beforeEach(() => {
    asked = [];
    const setTimeout = (fire: () => void, ms: number) => asked.push({ ms, fire, isCleared: false });
    const clearTimeout = (number: number) => Object.assign(asked[number - 1] ?? {}, { isCleared: true });
    Object.assign(globalThis, { setTimeout, clearTimeout });
  });
  afterEach(() => Object.assign(globalThis, real));

  const times = () => asked.map(({ ms }) => ms);

  it('never asks a timer for more than it can wait, and fires when all is over', () => {
    let fired = 0;
    systemClock.setTimeout(() => fired++, 2 * longest + 5);
    for (const expected of [[longest], [longest, longest], [longest, longest, 5]]) {
      assert.deepEqual([times(), fired], [expected, 0]);
      asked.at(-1)?.fire();
    }
    assert.deepEqual([asked.length, fired], [3, 1]);
  });

  it('asks once for what a timer can wait', () => {
    systemClock.setTimeout(() => undefined, longest);
    systemClock.setTimeout(() => undefined, 0);
    assert.deepEqual(times(), [longest, 0]);
  });

  it('cancels the timer that is running by then', () => {
    const cancel = systemClock.setTimeout(() => undefined, longest + 1);
    asked[0]?.fire();
    cancel();
    assert.deepEqual(
      asked.map(({ isCleared }) => isCleared),
      [false, true],
    );
  });

  it('sleeps as long as that, unless its signal aborts', async () => {
    const over = systemClock.sleep(longest + 1);
    asked[0]?.fire();
    asked[1]?.fire();
    await over;
    const controller = new AbortController();
    const sleeping = systemClock.sleep(longest + 1, controller.signal);
    controller.abort(new Error('told to stop'));
    await assert.rejects(sleeping, /told to stop/);
    assert.ok(asked[2]?.isCleared);
  });
});
