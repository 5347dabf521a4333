import assert from 'node:assert/strict';
import { sectionsOf } from './sections';

const sketch = (brief: string) =>
  sectionsOf(brief).map(({ heading, stage, lines }) => [heading, stage, lines.join('|')]);

describe('the sections of a brief', () => {
  it('begin at headings of the second level, and may be stages', () => {
    assert.deepEqual(sketch('# A\nIntro.\n## Story\nB\n### C\n## Stage 2: it survives\n8. D'), [
      ['', undefined, '# A|Intro.'],
      ['Story', undefined, '## Story|B|### C'],
      ['Stage 2: it survives', 2, '## Stage 2: it survives|8. D'],
    ]);
  });

  it('do not begin in code', () => {
    assert.deepEqual(sketch('```md\n## Stage 1\n```\n~~~\n## Stage 2\n```\n~~~\n## Stage 3'), [
      ['', undefined, '```md|## Stage 1|```|~~~|## Stage 2|```|~~~'],
      ['Stage 3', 3, '## Stage 3'],
    ]);
  });

  it('keep every line', () => {
    const brief = '# A\r\n\r\n## B\r\n\r\nC\r\n';
    assert.equal(
      sectionsOf(brief)
        .flatMap(({ lines }) => lines)
        .join('\n'),
      '# A\n\n## B\n\nC\n',
    );
  });
});
