import assert from 'node:assert/strict';
import { memoryPack, replacing } from '../../../test/check/support/packs';
import { parseYaml } from '../../node/parse-yaml';
import { loadCatalog } from '../catalog/load-catalog';
import type { Folder } from '../ports';
import { guideSections, sectionsOf } from './guide';

const anchorsOf = (...lines: string[]): readonly string[] =>
  sectionsOf(lines.join('\n'), 'guide.md', 3).map((section) => section.anchor);

describe('the sections of a guide', () => {
  it('are its numbered headings and the headings below them', () => {
    const text = ['# Guide', '## 3.1 First things', 'Text.', '### A detail', '#### Deeper', '## 3.2 Second'];
    assert.deepEqual(anchorsOf(...text), [
      'phase-3/3.1',
      'phase-3/3.1/a-detail',
      'phase-3/3.1/deeper',
      'phase-3/3.2',
    ]);
  });

  it('tell title, line and fragment, so that a viewer opens at the heading', () => {
    const [section] = sectionsOf('# Guide\n\n## 3.1 Limits & queues #\n', 'guides/g.md', 3);
    assert.deepEqual(section, {
      anchor: 'phase-3/3.1',
      file: 'guides/g.md',
      title: '3.1 Limits & queues',
      fragment: '31-limits--queues',
      line: 3,
    });
  });

  it('leave out a heading without a number, and what stands below it', () => {
    assert.deepEqual(anchorsOf('## 3.1 One', '## Summary', '### Detail', '## 3.2 Two'), [
      'phase-3/3.1',
      'phase-3/3.2',
    ]);
  });

  it('number the fragments of equal headings as Markdown viewers do, over the whole file', () => {
    const text = ['# Costs', '## 3.1 One', '### Costs', '## 3.2 Two', '### Costs'];
    assert.deepEqual(anchorsOf(...text), [
      'phase-3/3.1',
      'phase-3/3.1/costs-1',
      'phase-3/3.2',
      'phase-3/3.2/costs-2',
    ]);
  });

  it('are the same with a byte order mark and Windows line ends', () => {
    assert.deepEqual(
      sectionsOf('\uFEFF## 3.1 One\r\n### Two\r\n', 'g.md', 3),
      sectionsOf('## 3.1 One\n### Two\n', 'g.md', 3),
    );
  });

  describe('do not come from code', () => {
    const fences: readonly (readonly [name: string, ...code: string[]])[] = [
      ['between backticks', '```sh', '## 3.8 comment', '```'],
      ['between tildes', '~~~', '## 3.8 comment', '~~~'],
      ['that shows a fence of its own', '````md', '```', '## 3.8 comment', '```', '## 3.9 too', '````'],
      ['that shows the other fence', '~~~', '```', '## 3.8 comment', '~~~'],
      ['with a line that only looks like the end', '```', '```not the end', '## 3.8 comment', '```'],
      ['that is indented a little', '   ```', '## 3.8 comment', '   ```'],
    ];
    for (const [name, ...code] of fences) {
      it(name, () =>
        assert.deepEqual(anchorsOf('## 3.1 One', ...code, '## 3.2 Two'), ['phase-3/3.1', 'phase-3/3.2']),
      );
    }
  });

  it('go on after three backticks in a line of text', () => {
    assert.deepEqual(anchorsOf('## 3.1 One', '```inline``` code', '## 3.2 Two'), [
      'phase-3/3.1',
      'phase-3/3.2',
    ]);
  });
});

describe('guideSections', () => {
  const courseOf = async (pack: Folder) => (await loadCatalog(pack, parseYaml)).course;

  it('knows the sections of every guide that the course names', async () => {
    const pack = await memoryPack();
    const sections = await guideSections(pack, (await courseOf(pack)).phases);
    assert.deepEqual([...sections.keys()], ['phase-1/1.1', 'phase-1/1.1/empty-sums']);
    assert.equal(sections.get('phase-1/1.1')?.file, 'guides/phase-01-sums.md');
  });

  const sectionFile = '# 1.2 Products\n\n## Zero\n\n### What is left\n';

  it('knows the sections that have a file of their own, in any phase that is half moved', async () => {
    const pack = await memoryPack({
      'guides/phase-01/1.2-products.md': sectionFile,
      'guides/phase-01/1.2-products.yaml': 'formatVersion: 1\n',
      'guides/phase-01/notes.md': '# 1.3 No section\n',
    });
    const sections = await guideSections(pack, (await courseOf(pack)).phases);
    assert.deepEqual(
      [...sections].map(([anchor, { title }]) => [anchor, title]),
      [
        ['phase-1/1.1', '1.1 Adding'],
        ['phase-1/1.1/empty-sums', 'Empty sums'],
        ['phase-1/1.2', '1.2 Products'],
        ['phase-1/1.2/zero', 'Zero'],
        ['phase-1/1.2/what-is-left', 'What is left'],
      ],
    );
    assert.equal(sections.get('phase-1/1.2')?.file, 'guides/phase-01/1.2-products.md');
  });

  it('leads a former anchor to the section of today', async () => {
    const pack = await memoryPack({ 'guides/phase-01/1.2-products.md': sectionFile });
    const moved = new Map([
      ['phase-1/1.1/times-zero', 'phase-1/1.2/zero'],
      ['phase-1/1.1/empty-sums', 'phase-1/1.2/zero'],
      ['phase-1/1.1/nowhere', 'phase-1/1.2/gone'],
    ]);
    const sections = await guideSections(pack, (await courseOf(pack)).phases, moved);
    assert.equal(sections.get('phase-1/1.1/times-zero')?.title, 'Zero');
    assert.equal(sections.get('phase-1/1.1/empty-sums')?.title, 'Empty sums', 'what is there still counts');
    assert.ok(!sections.has('phase-1/1.1/nowhere'));
  });

  it('goes without a guide that is not there or not written yet', async () => {
    const gone = await memoryPack({ 'guides/phase-01-sums.md': null });
    assert.equal((await guideSections(gone, (await courseOf(gone)).phases)).size, 0);
    const unwritten = await memoryPack({ 'course.yaml': replacing('    guide: phase-01-sums.md\n', '') });
    assert.equal((await guideSections(unwritten, (await courseOf(unwritten)).phases)).size, 0);
  });
});
