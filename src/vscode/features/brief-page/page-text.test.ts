import assert from 'node:assert/strict';
import { pageText, type Reading } from './page-text';

const brief = [
  '# Breaker',
  '## Stage 1: it works',
  '1. **Opens.** Text',
  '2. **Closes.** Text',
  '## An example',
  '| when | what happens | rule |',
  '| --- | --- | --- |',
  '| 1 s | it opens | 1 |',
  '## What the first version gets wrong',
  'It lies.',
  '## Stage 2: it survives',
  '3. **Late.** Text',
  '## Going further',
  'More.',
].join('\n');

const page = (reading: Partial<Reading> = {}) =>
  pageText(brief, {
    language: 'typescript',
    rules: new Map(),
    isChecked: true,
    isStage1Done: true,
    ...reading,
  });

describe('the page of a brief', () => {
  it('marks the rules whose checks have said something', () => {
    const text = page({ rules: new Map([[1, 'holds'] as const, [3, 'broken'] as const]) });
    assert.match(
      text,
      /^1\. <span id="rule-1" class="rule holds" .*aria-label="Passes:">✓<\/span> \*\*Opens/m,
    );
    assert.match(text, /^2\. <span id="rule-2"><\/span>\*\*Closes/m);
    assert.match(text, /^3\. <span id="rule-3" class="rule broken" .*>✗<\/span> \*\*Late/m);
  });

  it('takes the first version apart only after the first check', () => {
    assert.ok(page().includes('It lies.'));
    const before = page({ isChecked: false });
    assert.ok(!before.includes('It lies.'));
    assert.match(before, /## What the first version gets wrong\n\n\*This opens after your first check/);
  });

  it('shows the example as it is, whatever has been done', () => {
    const table =
      '## An example\n| when | what happens | rule |\n| --- | --- | --- |\n| 1 s | it opens | 1 |\n';
    assert.ok(page({ rules: new Map([[1, 'holds']]) }).includes(table));
    assert.ok(page({ isChecked: false, isStage1Done: false }).includes(table));
  });

  it('folds the later stages until stage 1 is done, and nothing else', () => {
    assert.ok(!page().includes('<details'));
    const text = page({ isStage1Done: false });
    assert.equal(text.match(/<details/g)?.length, 1);
    assert.match(text, /<details id="stage-2">[^]*3\. .*Late[^]*<\/details>\n\n?## Going further/);
  });
});
