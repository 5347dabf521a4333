import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { readEvents } from './read-events';

async function eventsIn(...chunks: string[]): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const ended = new Promise((resolve) => stream.once('close', resolve));
  readEvents(stream, (event) => events.push(event));
  await ended;
  await new Promise((resolve) => setImmediate(resolve));
  return events;
}

const ended = { type: 'ended', nonce: 'n' };
const line = `${JSON.stringify(ended)}\n`;

describe('reading events', () => {
  it('takes one event from each line, whatever the pieces in which it comes', async () => {
    assert.deepEqual(await eventsIn(line.slice(0, 5), line.slice(5) + line), [ended, ended]);
  });

  for (const noise of [
    '',
    'not json',
    '{"type":"ended"}',
    '{"nonce":"n"}',
    'null',
    '[]',
    '"ended"',
    '{"type":"ended","nonce":"n"',
  ]) {
    it(`drops the line ${JSON.stringify(noise)}`, async () => {
      assert.deepEqual(await eventsIn(`${noise}\n${line}`), [ended]);
    });
  }

  it('reads nothing where there is no channel', () => {
    readEvents(null, () => assert.fail('nothing can be heard'));
  });
});
