import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { readEvents } from './read-events';

const limits = { messageLength: 100, channelBytes: 1_000 };

/** The events of the run `n` in what a stream brings. */
async function eventsIn(...chunks: string[]): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  const stream = Readable.from(
    chunks.map((chunk) => Buffer.from(chunk)),
    { objectMode: false },
  );
  const over = new Promise((resolve) => stream.once('close', resolve));
  readEvents(stream, { nonce: 'n', hear: (event) => heard.push(event) }, limits, () => heard.push('flood'));
  await over;
  return heard;
}

const ended = { type: 'ended' };
const line = `${JSON.stringify({ ...ended, nonce: 'n' })}\n`;

describe('reading events', () => {
  it('takes one event from each line, whatever the pieces in which it comes', async () => {
    assert.deepEqual(await eventsIn(line.slice(0, 5), line.slice(5) + line), [ended, ended]);
  });

  for (const noise of [
    '',
    'not json',
    '{"type":"ended"}',
    '{"type":"ended","nonce":null}',
    '{"type":"ended","nonce":["n"]}',
    '{"type":"ended","__proto__":{"nonce":"n"},"nonce":"N"}',
    '{"nonce":"n"}',
    'null',
    '[]',
    '"ended"',
    '{"type":"ended","nonce":"n"',
    '{"type":"ended","nonce":"another run"}',
    '{"type":"no such type","nonce":"n"}',
    '{"type":"check-ended","id":"adds","status":"perfect","durationMs":0,"nonce":"n"}',
  ]) {
    it(`drops the line ${JSON.stringify(noise)}`, async () => {
      assert.deepEqual(await eventsIn(`${noise}\n${line}`), [ended]);
    });
  }

  it('puts a letter together that comes in two pieces', async () => {
    const bytes = Buffer.from(JSON.stringify({ type: 'check-started', id: 'ä', nonce: 'n' }) + '\n');
    const middle = bytes.indexOf(0xc3) + 1;
    const heard: unknown[] = [];
    const stream = Readable.from([bytes.subarray(0, middle), bytes.subarray(middle)], { objectMode: false });
    const over = new Promise((resolve) => stream.once('close', resolve));
    readEvents(stream, { nonce: 'n', hear: (event) => heard.push(event) }, limits, () => undefined);
    await over;
    assert.deepEqual(heard, [{ type: 'check-started', id: 'ä' }]);
  });

  it('stops at a message that is too long, finished or not', async () => {
    assert.deepEqual(await eventsIn(line, 'x'.repeat(101), line), [ended, 'flood']);
    assert.deepEqual(await eventsIn(line + ' '.repeat(101) + line + line), [ended, ended]);
  });

  it('stops when too much comes, in however small messages', async () => {
    const heard = await eventsIn(...Array.from({ length: 100 }, () => line));
    assert.deepEqual([heard.indexOf('flood'), heard.length < 100], [heard.length - 1, true]);
  });

  it('reads nothing where there is no channel', () => {
    const silent = { nonce: 'n', hear: () => assert.fail('nothing can be heard') };
    readEvents(null, silent, limits, () => assert.fail('nothing comes'));
  });
});
