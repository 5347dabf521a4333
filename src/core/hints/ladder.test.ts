import assert from 'node:assert/strict';
import { hintLadder } from './ladder';

describe('the hint ladder', () => {
  it('numbers the hints in their order', () => {
    const hint = (title: string) => ({ title, text: `Text of ${title}.`, helps: [] });
    assert.deepEqual(hintLadder([hint('Second'), hint('First')]), [
      { number: 1, total: 2, ...hint('Second') },
      { number: 2, total: 2, ...hint('First') },
    ]);
  });

  it('has no rung without hints', () => assert.deepEqual(hintLadder([]), []));
});
