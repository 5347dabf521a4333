import assert from 'node:assert/strict';
import { exampleOf } from './example';

const brief = [
  '# Breaker',
  '## Stage 1: it works',
  '1. **Opens.** Text',
  '2. **Rejects.** Text',
  '',
  '## An example',
  '',
  'With two failures:',
  '',
  '| when | what happens | rule |',
  '| ---- | :----------- | ---: |',
  '| 1 s | it opens | 1 |',
  '| 2 s | 3 calls | 1, 2 |',
  '',
  '## What the first version gets wrong',
  '',
  '| other | 7 |',
];

describe('the example of a brief', () => {
  it('is a table whose last column says which rules a row shows', () => {
    assert.deepEqual(exampleOf(brief.join('\n'), 'typescript'), {
      line: 6,
      rows: [
        { line: 12, rules: [1] },
        { line: 13, rules: [1, 2] },
      ],
    });
  });

  it('may end the brief', () => {
    assert.equal(exampleOf(brief.slice(0, 13).join('\n'), 'go')?.rows.length, 2);
  });

  it('may be printed for one language only', () => {
    const goOnly = [...brief.slice(0, 5), ':::go', ...brief.slice(5, 13), ':::'].join('\n');
    assert.equal(exampleOf(goOnly, 'go')?.line, 7);
    assert.equal(exampleOf(goOnly, 'typescript'), undefined);
  });

  it('is missing without its heading, and empty without a table', () => {
    assert.equal(exampleOf(brief.slice(0, 5).join('\n'), 'go'), undefined);
    assert.equal(exampleOf(['```', ...brief.slice(5, 13), '```'].join('\n'), 'go'), undefined);
    assert.deepEqual(exampleOf(brief.slice(5, 8).join('\n'), 'go'), { line: 1, rows: [] });
  });
});
