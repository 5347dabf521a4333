import assert from 'node:assert/strict';
import { headingsOf, linksOf } from './markdown';

describe('headingsOf', () => {
  const texts: readonly (readonly [text: string, headings: ReturnType<typeof headingsOf>])[] = [
    ['# One', [{ depth: 1, title: 'One', line: 1 }]],
    ['\uFEFF# One', [{ depth: 1, title: 'One', line: 1 }]],
    ['text\r\n\r\n###### Six ##', [{ depth: 6, title: 'Six', line: 3 }]],
    ['## C# and `Go`', [{ depth: 2, title: 'C# and `Go`', line: 1 }]],
    ['Underlined\n---', [{ depth: 2, title: 'Underlined', line: 1 }]],
    ['####### Seven', []],
    ['#hashtag', []],
    ['text # more', []],
    ['```md\n# An example\n```', []],
    ['~~~\n# Never closed\n```', []],
    ['> # Quoted', []],
  ];
  for (const [text, headings] of texts) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(headingsOf(text), headings));
  }
});

describe('linksOf', () => {
  it('finds links and images with their lines', () => {
    const text = 'a [b](c.md#d "title")\nand ![e](f.svg)\n\n- [`g`][1]\n\n[1]: h%20i.md';
    assert.deepEqual(linksOf(text), [
      { target: 'c.md#d', line: 1 },
      { target: 'f.svg', line: 2 },
      { target: 'h i.md', line: 4 },
    ]);
  });

  it('finds none in code', () => {
    assert.deepEqual(linksOf('`[a](b)` and\n\n```\n[c](d)\n```\n\n    [e](f)'), []);
  });
});
