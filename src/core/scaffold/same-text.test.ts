import assert from 'node:assert/strict';
import { sameText } from './same-text';

describe('sameText', () => {
  it('overlooks the byte order mark and the kind of line end', () => {
    assert.ok(sameText('a\nb\n', '\uFEFFa\r\nb\r\n'));
  });

  for (const other of ['a\nb', 'a\n\nb\n', 'a \nb\n', 'a\rb\n', 'A\nb\n']) {
    it(`sees that ${JSON.stringify(other)} says something else`, () => assert.ok(!sameText('a\nb\n', other)));
  }
});
