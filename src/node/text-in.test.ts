import assert from 'node:assert/strict';
import { textIn } from './text-in';

const text = '\uFEFFexport const größe = "三";\r\n';
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

describe('the text in the bytes of a file', () => {
  for (const [what, bytes] of [
    ['UTF-8 with its mark', Buffer.from(text)],
    ['UTF-16, little end first', little],
    ['UTF-16, big end first', big],
  ] as const) {
    it(`is read as ${what} says`, () => assert.equal(textIn(bytes), text));
  }

  it('is UTF-8 without a mark, and shows what is none', () => {
    assert.equal(textIn(Buffer.from('größe')), 'größe');
    assert.equal(textIn(Buffer.from([0x61, 0xe9])), 'a\uFFFD');
    assert.equal(textIn(Buffer.alloc(0)), '');
  });
});
