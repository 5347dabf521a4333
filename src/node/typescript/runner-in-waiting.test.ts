import assert from 'node:assert/strict';
import type { Runner } from './runner';
import { runnerInWaiting } from './runner-in-waiting';

/** Runners that only remember what was done with them. */
function fakeRunners() {
  const made: { readonly runner: Runner; dismissed: boolean; end: () => void }[] = [];
  const start = async (): Promise<Runner> => {
    let end: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (end = resolve));
    const one = {
      runner: {
        run: () => Promise.reject(new Error('has no work')),
        gone,
        dismiss: () => {
          one.dismissed = true;
          end();
        },
      },
      dismissed: false,
      end,
    };
    made.push(one);
    return one.runner;
  };
  return { made, start };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the runner in waiting', () => {
  it('is the one that was prepared, and is given away once', async () => {
    const { made, start } = fakeRunners();
    const waiting = runnerInWaiting(start);
    waiting.prepare();
    const first = await waiting.take();
    const second = await waiting.take();
    assert.equal(first, made[0]?.runner);
    assert.equal(second, made[1]?.runner);
    assert.equal(made.length, 2);
    await waiting.close();
  });

  it('is prepared once, however often that is asked for', async () => {
    const { made, start } = fakeRunners();
    const waiting = runnerInWaiting(start);
    for (let count = 0; count < 3; count++) waiting.prepare();
    await waiting.close();
    assert.equal(made.length, 1);
  });

  it('is replaced when something outside has ended it', async () => {
    const { made, start } = fakeRunners();
    const waiting = runnerInWaiting(start);
    waiting.prepare();
    await settled();
    made[0]?.end();
    await settled();
    assert.equal(await waiting.take(), made[1]?.runner);
    await waiting.close();
  });

  it('is replaced when it could not be started', async () => {
    const { made, start } = fakeRunners();
    let fails = true;
    const waiting = runnerInWaiting(async () => {
      if (!fails) return start();
      fails = false;
      throw new Error('no more processes');
    });
    waiting.prepare();
    await settled();
    assert.equal(await waiting.take(), made[0]?.runner);
  });

  it('is dismissed at the end, and not when it was given away', async () => {
    const { made, start } = fakeRunners();
    const waiting = runnerInWaiting(start);
    waiting.prepare();
    await waiting.take();
    waiting.prepare();
    await waiting.close();
    await waiting.close();
    assert.deepEqual(
      made.map(({ dismissed }) => dismissed),
      [false, true],
    );
  });
});
