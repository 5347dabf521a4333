import assert from 'node:assert/strict';
import { symbolFinder } from './find-symbol';

const sheet = '# rate: how many\nseed: 0\n  rate: 1\nmonthly-rate: 2\nrate : 3\nopen:\n';
const textAt = (symbol: string): string | undefined => {
  const span = symbolFinder(sheet, 'yaml')(symbol);
  return span && `${span.start} ${sheet.slice(span.start, span.end)}`;
};

describe('a symbol of a YAML file', () => {
  it('is a key at the left margin, and nothing that looks like it', () => {
    assert.equal(textAt('rate'), `${sheet.indexOf('rate : 3')} rate`);
    assert.equal(textAt('open'), `${sheet.indexOf('open')} open`);
  });

  it('is not there when no line begins with it', () => {
    for (const symbol of ['monthly', 'ra.e', '', 'how many']) assert.equal(textAt(symbol), undefined);
  });
});
