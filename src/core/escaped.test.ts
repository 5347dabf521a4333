import assert from 'node:assert/strict';
import { escaped } from './escaped';

describe('an escaped text', () => {
  const special = '.*+?^${}()|[]\\/-#a';

  it('matches itself, whatever is in it', () => {
    assert.match(special, new RegExp(`^${escaped(special)}$`));
  });

  it('matches nothing else', () => {
    assert.doesNotMatch('axb', new RegExp(escaped('a.b')));
    for (const char of special) assert.doesNotMatch('', new RegExp(`^${escaped(char)}$`));
  });
});
