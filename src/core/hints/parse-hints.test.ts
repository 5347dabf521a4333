import assert from 'node:assert/strict';
import { parseHints } from './parse-hints';

const textsOf = (markdown: string) => parseHints(markdown).map(({ title, text }) => [title, text]);

describe('the hints of an exercise', () => {
  it('stand below headings of the second level, in order', () => {
    const markdown = '# Hints\nIntro.\n\n## One\n\nFirst.\n\n### Detail\n\nMore.\n\n## Two\nSecond.\n';
    assert.deepEqual(textsOf(markdown), [
      ['One', 'First.\n\n### Detail\n\nMore.'],
      ['Two', 'Second.'],
    ]);
  });

  it('keep their code, and what looks like a heading in it', () => {
    const code = '```yaml\n## not a hint\nkey: 1\n```';
    assert.deepEqual(textsOf(`## One\n${code}\n## Two\ntext`), [
      ['One', code],
      ['Two', 'text'],
    ]);
  });

  it('are the same with a byte order mark and Windows line ends', () => {
    assert.deepEqual(textsOf('\uFEFF## One\r\na\r\nb\r\n'), [['One', 'a\nb']]);
  });

  it('may name the checks that they help with, in a first line that is not shown', () => {
    assert.deepEqual(parseHints('# Hints\n\n## One\n\nHelps with: `adds`, `adds-nothing`\n\nFirst.\n'), [
      { title: 'One', line: 3, text: 'First.', helps: ['adds', 'adds-nothing'] },
    ]);
  });

  it('help with the whole where the line stands anywhere else', () => {
    const text = 'First.\n\nHelps with: `adds`';
    assert.deepEqual(parseHints(`## One\n${text}`), [{ title: 'One', line: 1, text, helps: [] }]);
  });

  it('may have no text, and there may be none', () => {
    assert.deepEqual(textsOf('## One\n\n## Two\nHelps with: `adds`\n'), [
      ['One', ''],
      ['Two', ''],
    ]);
    assert.deepEqual(parseHints('# Hints\n'), []);
  });
});
