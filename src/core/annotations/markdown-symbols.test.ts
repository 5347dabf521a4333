import assert from 'node:assert/strict';
import { symbolFinder } from './find-symbol';

/** The text that is found, and its line. */
function found(text: string, title: string): string | undefined {
  const span = symbolFinder(text, 'markdown')(title);
  return span && `${text.slice(0, span.start).split('\n').length}: ${text.slice(span.start, span.end)}`;
}

describe('a heading in Markdown', () => {
  const cases: readonly (readonly [name: string, text: string, expected: string | undefined])[] = [
    ['is found by its text', '# A\n\n## Capacity\n', '3: Capacity'],
    ['may have a number and other capitals', '## 2. CAPACITY\n', '1: 2. CAPACITY'],
    ['may be closed and indented', '  ### Capacity ###\r\n', '1: Capacity'],
    ['may stand behind a byte order mark', '\uFEFF# Capacity', '1: Capacity'],
    ['is the first of several', '# Capacity\n# Capacity', '1: Capacity'],
    ['is none in a code block', '```\n# Capacity\n```\n', undefined],
    ['is none within a line', 'see # Capacity', undefined],
    ['is none with other words', '# Capacity and load', undefined],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.equal(found(text, 'Capacity'), expected));
});
