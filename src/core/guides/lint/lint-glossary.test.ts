import assert from 'node:assert/strict';
import { glossaryFlaws } from './lint-glossary';

describe('the glossary', () => {
  it('explains a word with at most forty', () => {
    const text = `# Words\n\n## Apdex\n\n${'word '.repeat(40)}\n\n## Chaos\n\n${'word '.repeat(41)}\n\n## Nothing\n`;
    assert.deepEqual(
      glossaryFlaws(text).map(({ line, message }) => [line, message.split(' is ')[0]]),
      [
        [7, '"Chaos"'],
        [11, '"Nothing"'],
      ],
    );
  });
});
