import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBundle } from './code-cache';

describe('a bundle and its compiled code', () => {
  let folder: string;
  let bundle: string;
  let cache: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'codealong-test-'));
    bundle = join(folder, 'bundle.js');
    cache = join(folder, 'cache');
    await writeFile(
      bundle,
      'exports.answer = () => 42; exports.file = __filename; exports.os = require("node:os");',
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kept = (): Promise<string[]> => readdir(cache).catch(() => []);
  const answerOf = (exports: unknown): number => (exports as { answer: () => number }).answer();

  it('is loaded like any module', async () => {
    const { exports } = await loadBundle(bundle, cache);
    assert.equal(answerOf(exports), 42);
    assert.equal((exports as { file: string }).file, bundle);
    assert.equal(typeof (exports as { os: object }).os, 'object');
  });

  it('keeps the code when asked to, and uses it the next time', async () => {
    await (await loadBundle(bundle, cache)).keepCode();
    const [name = ''] = await kept();
    const code = await readFile(join(cache, name));
    const again = await loadBundle(bundle, cache);
    assert.equal(answerOf(again.exports), 42);
    await writeFile(join(cache, 'marker'), '');
    await again.keepCode();
    assert.deepEqual(await readFile(join(cache, name)), code);
  });

  it('does not use the code of another build, and removes it', async () => {
    await (await loadBundle(bundle, cache)).keepCode();
    const [first] = await kept();
    await writeFile(bundle, 'exports.answer = () => 43; exports.file = __filename; exports.os = 1;');
    const changed = await loadBundle(bundle, cache);
    assert.equal(answerOf(changed.exports), 43);
    await changed.keepCode();
    const names = await kept();
    assert.equal(names.length, 1);
    assert.notEqual(names[0], first);
  });

  it('removes what was kept for bundles that are long gone, and nothing younger', async () => {
    await mkdir(cache, { recursive: true });
    const [gone, other] = ['typescript-builder.js-1-1', 'typescript-builder.js-2-2'];
    for (const name of [gone, other]) await writeFile(join(cache, name), 'code');
    const twoMonthsAgo = new Date(Date.now() - 60 * 24 * 3_600_000);
    await utimes(join(cache, gone), twoMonthsAgo, twoMonthsAgo);
    await (await loadBundle(bundle, cache)).keepCode();
    const names = await kept();
    assert.deepEqual([names.length, names.includes(gone), names.includes(other)], [2, false, true]);
  });

  it('goes on without when the kept code is not code', async () => {
    await (await loadBundle(bundle, cache)).keepCode();
    const [name = ''] = await kept();
    await writeFile(join(cache, name), 'no code');
    assert.equal(answerOf((await loadBundle(bundle, cache)).exports), 42);
  });

  it('goes on without when nothing can be kept', async () => {
    await writeFile(cache, 'a file in the way of the folder');
    const { exports, keepCode } = await loadBundle(bundle, cache);
    await keepCode();
    assert.equal(answerOf(exports), 42);
  });
});
