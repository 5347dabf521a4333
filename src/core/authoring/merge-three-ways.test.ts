import assert from 'node:assert/strict';
import { mergeThreeWays } from './merge-three-ways';

describe('a merge of three texts', () => {
  it('has the changes of both sides', () => {
    const merged = mergeThreeWays('a\nx\nc\nd\ne', 'a\nb\nc\nd\ne', 'a\nb\nc\nd\nE');
    assert.deepEqual(merged, { text: 'a\nx\nc\nd\nE', isConflict: false });
  });

  it('has both where they changed different words of a line', () => {
    const merged = mergeThreeWays(
      'if (period > this.period) {',
      'if (period !== this.period) {',
      'if (term !== this.term) {',
    );
    assert.deepEqual(merged, { text: 'if (term > this.term) {', isConflict: false });
  });

  it('has both where they changed neighbouring lines', () => {
    assert.deepEqual(mergeThreeWays('x\nb', 'a\nb', 'a\ny'), { text: 'x\ny', isConflict: false });
  });

  it('marks what contradicts', () => {
    assert.deepEqual(mergeThreeWays('one x', 'one a', 'one y'), {
      text: '<<<<<<< the mistake\none x\n=======\none y\n>>>>>>> the new base',
      isConflict: true,
    });
  });

  it('marks a line that one side deleted and the other changed', () => {
    assert.ok(mergeThreeWays('a\nc', 'a\nb b\nc', 'a\nb x\nc').isConflict);
  });
});
