import assert from 'node:assert/strict';
import { conflictSides } from './conflict';

const lines = (...all: string[]): string => all.join('\n');

describe('the sides of a conflict', () => {
  it('are none in a file without one', () => {
    for (const text of ['', '{}', 'a\n=======\nb', '>>>>>>> a', 'a <<<<<<< b', '<<<<<<<< HEAD'])
      assert.equal(conflictSides(text), undefined);
  });

  it('have what both share, and each what is its own, in every hunk', () => {
    const text = lines(
      ...['one', '<<<<<<< HEAD', 'ours', '=======', '>>>>>>> topic', 'two'],
      ...['<<<<<<<', '=======', 'theirs', '=======', '>>>>>>> topic', 'three'],
    );
    assert.deepEqual(conflictSides(text), ['one\nours\ntwo\nthree', 'one\ntwo\ntheirs\n=======\nthree']);
  });

  it('leave out what both had before, and the conflicts inside that', () => {
    const before = ['||||||| merged common ancestors', '<<<<<<<<< A', 'x', '=========', 'y', '>>>>>>>>> B'];
    const text = lines('<<<<<<< HEAD', 'ours', ...before, '=======', 'theirs', '>>>>>>> topic');
    assert.deepEqual(conflictSides(text), ['ours', 'theirs']);
  });

  it('are found between line ends of Windows', () => {
    assert.deepEqual(conflictSides('<<<<<<< a\r\n1\r\n=======\r\n2\r\n>>>>>>> b\r\n'), ['1\n', '2\n']);
  });

  it('are none when a hunk has no end', () => {
    assert.equal(conflictSides(lines('<<<<<<< a', '1', '=======', '2')), undefined);
  });
});
