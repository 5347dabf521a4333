import assert from 'node:assert/strict';
import { rulesOf } from './rules';

/** The rules for a language as `number/stage@line`. */
const rules = (brief: string, language: 'typescript' | 'go' = 'go') =>
  rulesOf(brief, language).map(({ number, stage, line }) => `${number}/${stage}@${line}`);

describe('the rules of a brief', () => {
  const briefs: readonly (readonly [name: string, brief: string, rules: string[]])[] = [
    [
      'stand under the stages',
      '## Stage 1: it works\n1. A\n## Stage 2: it lasts\n2. B\n3. C',
      ['1/1@2', '2/2@4', '3/2@5'],
    ],
    [
      'go on over other headings',
      '## Stage 2\n1. A\n## Costs\n2. B\n### Stage 3\n3. C',
      ['1/2@2', '2/2@4', '3/2@6'],
    ],
    ['are of stage 1 above all stages', '1. A\n\n## Stage 3\n2. B', ['1/1@1', '2/3@4']],
    ['have two digits, too', '12. A', ['12/1@1']],
    ['are not indented lists', '1. A\n   1. B\n\n   2. C\n2. D', ['1/1@1', '2/1@5']],
    ['are not other numbers', '1.5 A\n1) B\n2023 was a year.\n1.', []],
    ['are none in code', '```\n1. A\n```\n1. B\n~~~md\n2. C\n```\n3. D\n~~~\n2. E', ['1/1@4', '2/1@10']],
    [
      'are none in indented code, and go on behind it',
      '1. A\n   ```\n1. B\n   ```\n2. C',
      ['1/1@1', '2/1@5'],
    ],
    ['know no stage in code', '```\n## Stage 2\n```\n1. A', ['1/1@4']],
    ['go on behind a longer fence', '````\n```\n1. A\n```\n````\n1. B', ['1/1@6']],
  ];
  for (const [name, brief, found] of briefs) it(name, () => assert.deepEqual(rules(brief), found));

  it('are those of the language, with their lines in the file', () => {
    const brief = '1. A\n:::typescript\n2. B\n:::\n:::go\n2. C\n3. D\n:::\n';
    assert.deepEqual(rules(brief, 'typescript'), ['1/1@1', '2/1@3']);
    assert.deepEqual(rules(brief, 'go'), ['1/1@1', '2/1@6', '3/1@7']);
  });
});
