import assert from 'node:assert/strict';
import { mergeText } from './merge-text';

const before = 'one\ntwo\nthree\nfour\nfive\n';
const after = 'one\ntwo\nthree\nfour\nFIVE\nsix\n';

describe('a text with what the course changed', () => {
  const clean: readonly (readonly [what: string, mine: string, merged: string])[] = [
    ['is the new one where the learner changed nothing', before, after],
    ['keeps what the learner changed elsewhere', before.replace('one', '1'), after.replace('one', '1')],
    ['keeps what the learner added', `zero\n${before}`, `zero\n${after}`],
    ['keeps what the learner took away', before.replace('two\n', ''), after.replace('two\n', '')],
    ['is the same where both changed the same', after, after],
    ['keeps Windows line ends', before.replaceAll('\n', '\r\n'), after.replaceAll('\n', '\r\n')],
    ['keeps a byte order mark', `\uFEFF${before}`, `\uFEFF${after}`],
    [
      'keeps mixed line ends as they are',
      before.replace('one\n', 'one\r\n'),
      after.replace('one\n', 'one\r\n'),
    ],
    [
      'keeps mixed line ends beside what the course changed',
      before.replace('four\nfive\n', 'four\r\nfive\r\n'),
      after.replace('four\n', 'four\r\n'),
    ],
    [
      'ends new lines as most of the lines end',
      'one\ntwo\r\nthree\r\nfour\r\nfive\r\n',
      'one\ntwo\r\nthree\r\nfour\r\nFIVE\r\nsix\r\n',
    ],
    [
      'keeps what the learner changed beside mixed line ends',
      'zero\none\ntwo\r\nthree\nfour\nfive\r\n',
      'zero\none\ntwo\r\nthree\nfour\nFIVE\nsix\n',
    ],
  ];
  for (const [what, mine, merged] of clean) {
    it(what, () => assert.deepEqual(mergeText(mine, before, after), { text: merged, isConflict: false }));
  }

  it('holds both, marked, where both changed the same lines', () => {
    assert.deepEqual(mergeText(before.replace('five', '5'), before, after), {
      text: 'one\ntwo\nthree\nfour\n<<<<<<< your code\n5\n=======\nFIVE\nsix\n>>>>>>> the course\n',
      isConflict: true,
    });
  });

  it('marks a conflict with the line ends of the learner', () => {
    const mine = before.replace('five', '5').replaceAll('\n', '\r\n');
    const { text, isConflict } = mergeText(mine, before, after);
    assert.ok(isConflict);
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
  });

  it('does not stumble over lines that are names of JavaScript', () => {
    const lines = 'constructor\n__proto__\ntoString\n';
    assert.equal(
      mergeText(`mine\n${lines}`, lines, `${lines}hasOwnProperty\n`).text,
      `mine\n${lines}hasOwnProperty\n`,
    );
  });
});
