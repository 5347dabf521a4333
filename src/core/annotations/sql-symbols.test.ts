import assert from 'node:assert/strict';
import { symbolFinder } from './find-symbol';

describe('symbols of SQL', () => {
  const text = '-- names: day\nSELECT day;\n-- name: day_report\n SELECT 1;\n  --name:day\r\nSELECT 2;';
  const at = (symbol: string): string | undefined => {
    const span = symbolFinder(text, 'sql')(symbol);
    return span && text.slice(span.start - 7, span.end).trim();
  };

  it('are the names of queries, in the lines above them', () =>
    assert.deepEqual([at('day_report'), at('day')], ['name: day_report', '--name:day']));

  it('are nothing else', () => assert.deepEqual([at('report'), at('SELECT')], [undefined, undefined]));
});
