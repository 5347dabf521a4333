import assert from 'node:assert/strict';
import { headingIn, linesOutsideCode } from './markdown';

describe('linesOutsideCode', () => {
  it('empties fenced code and its fences, and keeps the number of every other line', () => {
    assert.deepEqual(linesOutsideCode('a\n```ts\ncode\n```\nb'), ['a', '', '', '', 'b']);
  });

  it('takes a fence that is never closed to go on to the end', () => {
    assert.deepEqual(linesOutsideCode('a\n~~~\nb\n```\nc'), ['a', '', '', '', '']);
  });
});

describe('headingIn', () => {
  const lines: readonly (readonly [line: string, heading: ReturnType<typeof headingIn>])[] = [
    ['# One', { depth: 1, title: 'One' }],
    ['###### Six ##', { depth: 6, title: 'Six' }],
    ['## C# and Go', { depth: 2, title: 'C# and Go' }],
    ['####### Seven', undefined],
    ['#hashtag', undefined],
    ['text # more', undefined],
  ];
  for (const [line, heading] of lines) {
    it(`reads ${JSON.stringify(line)}`, () => assert.deepEqual(headingIn(line), heading));
  }
});
