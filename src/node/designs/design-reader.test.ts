import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { designReader } from './design-reader';

const answering = "p.on('message', ({ number, text }) => p.postMessage({ number, read: text }));";
const never = new AbortController().signal;

describe('the reader of designs', function () {
  this.timeout(20_000);
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'codealong-reader-'))));
  afterEach(() => rm(folder, { recursive: true }));

  /** A reader whose thread runs this, with little patience. */
  async function readerThat(code: string) {
    const script = join(folder, 'thread.js');
    await writeFile(script, `const { parentPort: p } = require('node:worker_threads');\n${code}`);
    return designReader(script, { wallMs: 1_500, memoryMegabytes: 32 });
  }

  it('gives each the answer to what it asked', async () => {
    const reader = await readerThat(answering);
    const read = await Promise.all(['one', 'two'].map((text) => reader.read(text, never)));
    assert.deepEqual(read, ['one', 'two']);
    await reader.close();
  });

  it('ends what does not end, says so, and reads the next', async () => {
    const reader = await readerThat(
      `p.on('message', ({ text }) => { while (text === 'hang'); });\n${answering}`,
    );
    const outcome = await reader.read('hang', never);
    assert.ok('code' in outcome);
    assert.equal(outcome.code, 'timed-out');
    assert.equal(await reader.read('next', never), 'next');
    await reader.close();
  });

  it('ends what takes too much memory', async () => {
    const reader = await readerThat(
      "p.on('message', () => { const all = []; for (;;) all.push(new Array(1000).fill({})); });",
    );
    const outcome = await reader.read('x', never);
    assert.ok('code' in outcome);
    assert.equal(outcome.code, 'out-of-memory');
  });

  it('is over at once when nobody wants the answer any more', async () => {
    const reader = await readerThat("p.on('message', () => { for (;;); });");
    const controller = new AbortController();
    const reading = reader.read('x', controller.signal);
    controller.abort('superseded');
    assert.ok('code' in (await reading));
  });

  it('says that it is broken when it is', async () => {
    const reader = await readerThat("throw new Error('no parser here');");
    const outcome = await reader.read('x', never);
    assert.ok('code' in outcome);
    assert.deepEqual([outcome.code, /no parser here/.test(outcome.message)], ['harness-fault', true]);
  });
});
