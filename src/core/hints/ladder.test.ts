import assert from 'node:assert/strict';
import { hintLadder, nextOf } from './ladder';

describe('the hints', () => {
  it('numbers the hints in their order', () => {
    const hint = (title: string) => ({ title, text: `Text of ${title}.`, helps: [] });
    assert.deepEqual(hintLadder([hint('Second'), hint('First')]), [
      { number: 1, total: 2, ...hint('Second') },
      { number: 2, total: 2, ...hint('First') },
    ]);
  });

  it('are none without hints', () => assert.deepEqual(hintLadder([]), []));

  describe('goes on', () => {
    const hint = (title: string, ...helps: readonly string[]) => ({ title, text: '', helps });
    const ladder = hintLadder([
      hint('whole'),
      hint('first', 'a'),
      hint('second', 'b'),
      hint('third', 'b', 'c'),
    ]);
    const next = (shown: readonly number[], failing: readonly string[]) =>
      nextOf(ladder, shown, failing)?.title;

    it('in its order while nothing is known to fail', () => {
      assert.equal(next([], []), 'whole');
      assert.equal(next([1, 3], []), 'first');
    });

    it('with what helps a check that fails', () => {
      assert.equal(next([], ['b']), 'second');
      assert.equal(next([3], ['b']), 'third');
      assert.equal(next([3, 4], ['b']), 'whole');
    });

    it('no further than its end', () => assert.equal(next([1, 2, 3, 4], ['a']), undefined));
  });
});
