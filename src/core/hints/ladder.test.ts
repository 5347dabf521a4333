import assert from 'node:assert/strict';
import { exerciseWith } from '../../../test/check/support/manifest';
import { memoryFolder } from '../memory-folder';
import { hintLadder, sections } from './ladder';

describe('the texts of hints', () => {
  it('stand below headings of the second level', () => {
    const texts = sections('# Hints\nIntro.\n\n## One\n\nFirst.\n\n### Detail\n\nMore.\n\n## Two\nSecond.\n');
    assert.deepEqual(
      [...texts],
      [
        ['One', 'First.\n\n### Detail\n\nMore.'],
        ['Two', 'Second.'],
      ],
    );
  });

  it('keep their code, and what looks like a heading in it', () => {
    const code = '```yaml\n## not a hint\nkey: 1\n```';
    assert.deepEqual(
      [...sections(`## One\n${code}\n## Two\ntext`)],
      [
        ['One', code],
        ['Two', 'text'],
      ],
    );
  });

  it('are the same with a byte order mark and Windows line ends', () => {
    assert.deepEqual([...sections('\uFEFF## One\r\na\r\nb\r\n')], [['One', 'a\nb']]);
  });
});

describe('the hint ladder', () => {
  const exercise = exerciseWith({
    hints: [
      { id: 'b', title: 'Second', checks: [] },
      { id: 'a', title: 'First', checks: [] },
    ],
  });
  const ladderFrom = (text: string) =>
    hintLadder(memoryFolder('pack', [{ path: 'week-01/adder/hints.md', text }]), exercise);

  it('has the order of the manifest, whatever the order of the texts', async () => {
    assert.deepEqual(await ladderFrom('## First\n1\n## Second\n2'), [
      { number: 1, total: 2, title: 'Second', text: '2' },
      { number: 2, total: 2, title: 'First', text: '1' },
    ]);
  });

  it('has an empty rung where a text is missing', async () => {
    assert.deepEqual(
      (await ladderFrom('## First\n1')).map((hint) => hint.text),
      ['', '1'],
    );
  });
});
