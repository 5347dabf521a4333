import assert from 'node:assert/strict';
import { oneAtATime } from './one-at-a-time';

/** Work that is over when it is told so. */
function work<T>(result: T) {
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const state = { began: false };
  const run = async (): Promise<T> => {
    state.began = true;
    await finished;
    return result;
  };
  return { run, finish, state };
}

const aWhile = () => new Promise((resolve) => setImmediate(resolve));

describe('one at a time', () => {
  it('begins under a key only what nothing under that key is before', async () => {
    const { inTurn } = oneAtATime();
    const [first, second, other] = [work(1), work(2), work(3)];
    const results = [inTurn('a', first.run), inTurn('a', second.run), inTurn('b', other.run)];
    await aWhile();
    assert.deepEqual([first.state.began, second.state.began, other.state.began], [true, false, true]);
    for (const { finish } of [first, second, other]) finish();
    assert.deepEqual(await Promise.all(results), [1, 2, 3]);
  });

  it('goes on after a failure, which is for whoever asked', async () => {
    const { inTurn } = oneAtATime();
    const failing = inTurn('a', () => Promise.reject(new Error('no')));
    const next = inTurn('a', async () => 'done');
    await assert.rejects(failing, /no/);
    assert.equal(await next, 'done');
  });

  it('is over when what came by then is, under one key or under all', async () => {
    const { inTurn, over } = oneAtATime();
    const [a, b] = [work(1), work(2)];
    const done: string[] = [];
    void inTurn('a', a.run);
    void inTurn('b', b.run);
    const waits = [
      over('a').then(() => done.push('a')),
      over('c').then(() => done.push('c')),
      over().then(() => done.push('all')),
    ];
    await aWhile();
    assert.deepEqual(done, ['c']);
    a.finish();
    await aWhile();
    assert.deepEqual(done, ['c', 'a']);
    b.finish();
    await Promise.all(waits);
    assert.deepEqual(done, ['c', 'a', 'all']);
  });
});
