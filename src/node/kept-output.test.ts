import assert from 'node:assert/strict';
import { KeptOutput } from './kept-output';

const kilobyte = (letter: string): Buffer => Buffer.from(letter.repeat(1024));

function keep(...chunks: Buffer[]): string {
  const output = new KeptOutput();
  for (const chunk of chunks) output.add(chunk);
  return output.text();
}

describe('KeptOutput', () => {
  it('keeps everything while it is little', () => {
    assert.equal(keep(), '');
    assert.equal(keep(Buffer.from('one '), Buffer.from('two\n')), 'one two\n');
    const full = Array.from({ length: 64 }, () => kilobyte('x'));
    assert.equal(keep(...full), 'x'.repeat(64 * 1024));
  });

  it('keeps the beginning and the end of much, and tells how much is missing between them', () => {
    const chunks = ['a', ...Array<string>(98).fill('m'), 'z'].map(kilobyte);
    const text = keep(...chunks);
    assert.ok(text.startsWith('a'.repeat(1024)));
    assert.ok(text.endsWith('z'.repeat(1024)));
    assert.match(text, new RegExp(`\\n… ${36 * 1024} bytes left out …\\n`));
  });

  it('keeps the same whatever the pieces in which it comes', () => {
    const whole = Buffer.concat([kilobyte('a'), Buffer.alloc(200 * 1024, 'm'), kilobyte('z')]);
    const pieces = Array.from({ length: Math.ceil(whole.length / 333) }, (_, index) =>
      whole.subarray(index * 333, (index + 1) * 333),
    );
    assert.equal(keep(...pieces), keep(whole));
  });

  it('keeps letters that come in two pieces', () => {
    const word = Buffer.from('Straße 世界');
    const bytes = Array.from(word, (byte) => Buffer.of(byte));
    assert.equal(keep(...bytes), 'Straße 世界');
  });
});
