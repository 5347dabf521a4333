import assert from 'node:assert/strict';
import { linesFor, partProblems } from './in-language';

const brief = `# Adder

:::typescript

In TypeScript.

:::

:::go

In Go.

:::

For both.
`;

describe('a brief', () => {
  it('knows the number that each line has in the file', () => {
    assert.deepEqual(
      linesFor(brief, 'go').filter(({ text }) => text !== ''),
      [
        { text: '# Adder', line: 1 },
        { text: 'In Go.', line: 11 },
        { text: 'For both.', line: 15 },
      ],
    );
  });

  it('is the same with a byte order mark and Windows line ends', () => {
    const asOnWindows = `\uFEFF${brief.replaceAll('\n', '\r\n')}`;
    assert.deepEqual(linesFor(asOnWindows, 'go'), linesFor(brief, 'go'));
  });

  it('keeps a ":::" that ends nothing, to be seen and fixed', () => {
    assert.deepEqual(
      linesFor('a\n:::\nb', 'go').map(({ text }) => text),
      ['a', ':::', 'b'],
    );
  });
});

describe('the parts of a brief', () => {
  it('are fine when each is ended', () => assert.deepEqual(partProblems(brief), []));

  const broken: readonly (readonly [text: string, problem: string])[] = [
    ['a\n:::go\nb', '2: this part is never ended; add a line ":::"'],
    [':::go\na\n:::typescript\nb\n:::', '3: the part of line 1 is still open; end it with ":::" first'],
    ['a\n:::', '2: ":::" ends a part that never began'],
    [':::rust\na', '1: ":::rust" begins no part: write ":::typescript" or ":::go"'],
    ['::: go', '1: "::: go" begins no part: write ":::typescript" or ":::go"'],
  ];
  for (const [text, problem] of broken) {
    it(`are complained about: ${JSON.stringify(text)}`, () =>
      assert.deepEqual(
        partProblems(text).map(({ line, message }) => `${line}: ${message}`),
        [problem],
      ));
  }
});
