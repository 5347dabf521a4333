import assert from 'node:assert/strict';
import { rememberLast } from './remember-last';

describe('rememberLast', () => {
  it('works once on each text of a path, as long as no other text comes', () => {
    const worked: string[] = [];
    const length = rememberLast((path, text) => (worked.push(`${path} ${text}`), text.length));
    const results = [
      length('a', 'xx'),
      length('a', 'xx'),
      length('b', 'xx'),
      length('a', 'y'),
      length('a', 'xx'),
    ];
    assert.deepEqual(results, [2, 2, 2, 1, 2]);
    assert.deepEqual(worked, ['a xx', 'b xx', 'a y', 'a xx']);
  });
});
