import assert from 'node:assert/strict';
import { sectionsOf } from './guide';
import { nearestSection } from './nearest-section';
import { sectionText } from './section-text';

const guide = [
  '# Phase 1',
  '',
  '## 1.1 Sums',
  '',
  'Add.',
  '',
  '### Nothing',
  '',
  '```sh',
  '# no heading',
  '```',
  '',
  '### More',
  '',
  'Add more.',
  '',
  '## 1.2 Products',
  '',
  'Multiply.',
  '',
].join('\n');
const sections = new Map(sectionsOf(guide, 'guides/a.md', 1).map((section) => [section.anchor, section]));
const textOf = (anchor: string): string => {
  const section = nearestSection(sections, anchor);
  assert.ok(section);
  return sectionText(guide, section);
};

describe('the text of a section', () => {
  it('goes on to the next heading that is no deeper', () => {
    assert.equal(textOf('phase-1/1.1/nothing'), '### Nothing\n\n```sh\n# no heading\n```');
    assert.match(textOf('phase-1/1.1'), /^## 1\.1 Sums\n[^]*\n### More\n\nAdd more\.$/);
  });

  it('goes on to the end of the last one', () => {
    assert.equal(textOf('phase-1/1.2'), '## 1.2 Products\n\nMultiply.');
  });

  it('is that of the section around a part that is not there', () => {
    assert.equal(textOf('phase-1/1.2/gone'), textOf('phase-1/1.2'));
    assert.equal(nearestSection(sections, 'phase-1/1.9'), undefined);
  });

  it('is found by a link as well, as briefs have them', () => {
    assert.equal(textOf('../../guides/a.md#nothing'), textOf('phase-1/1.1/nothing'));
    assert.equal(textOf('guides/a.md#gone'), textOf('phase-1/1.1'));
    assert.equal(textOf('guides/a.md'), textOf('phase-1/1.1'));
    assert.equal(nearestSection(sections, 'guides/b.md#nothing'), undefined);
    assert.equal(nearestSection(sections, 'aguides/a.md'), undefined);
  });
});
