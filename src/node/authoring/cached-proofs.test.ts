import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../../../test/check/support/temp-folder';
import { cachedProofs, type CachedProofsOptions } from './cached-proofs';

describe('proofs that are remembered', () => {
  const temp = useTempFolder();
  const folder = (): string => join(temp(), 'cache/proofs');
  const open = (options: Partial<CachedProofsOptions> = {}) =>
    cachedProofs({
      pack: '/pack',
      judgedBy: (language) => language,
      forgets: () => false,
      folder: folder(),
      ...options,
    });

  /** Keeps outcomes under these names, as a proof of everything would. */
  async function keep(names: readonly string[], whole = true): Promise<void> {
    const proofs = await open();
    for (const name of names) proofs.keep('adder', proofs.keyOf('go', name), `proof of ${name}`);
    await proofs.save(whole);
  }

  /** What is recalled of these names. */
  async function recalled(names: readonly string[], options: Partial<CachedProofsOptions> = {}) {
    const proofs = await open(options);
    return names.filter((name) => proofs.recall('adder', proofs.keyOf('go', name)) !== undefined);
  }

  it('are recalled by the next process, as they were', async () => {
    const proofs = await open();
    const key = proofs.keyOf('go', { files: ['a'] });
    proofs.keep('adder', key, { outcome: 'proven', runs: 2 });
    await proofs.save(true);
    assert.deepEqual((await open()).recall('adder', key), { outcome: 'proven', runs: 2 });
  });

  it('are recalled at once', async () => {
    const proofs = await open();
    proofs.keep('adder', 'key', 'proof');
    assert.equal(proofs.recall('adder', 'key'), 'proof');
  });

  it('are other ones for other files, languages, exercises, judges and packs', async () => {
    await keep(['one']);
    assert.deepEqual(await recalled(['one', 'two']), ['one']);
    const proofs = await open();
    assert.equal(proofs.recall('adder', proofs.keyOf('typescript', 'one')), undefined);
    assert.equal(proofs.recall('breaker', proofs.keyOf('go', 'one')), undefined);
    assert.deepEqual(await recalled(['one'], { judgedBy: () => 'go 1.27' }), []);
    assert.deepEqual(await recalled(['one'], { pack: '/other' }), []);
  });

  it('have keys that depend on every part', async () => {
    const { keyOf } = await open();
    const parts = { files: [{ path: 'a', text: 'b' }], only: ['adds'], rejectedBy: ['adds'] };
    const others = [
      { ...parts, files: [{ path: 'a', text: 'c' }] },
      { ...parts, files: [{ path: 'ab', text: '' }] },
      { ...parts, only: [] },
      { ...parts, rejectedBy: [] },
    ];
    assert.equal(keyOf('go', parts), keyOf('go', { ...parts }));
    assert.equal(new Set([parts, ...others].map((one) => keyOf('go', one))).size, 5);
  });

  it('are forgotten when everything is proven again, and replaced by what is proven then', async () => {
    await keep(['one', 'two']);
    const fresh = await open({ forgets: () => true });
    assert.equal(fresh.recall('adder', fresh.keyOf('go', 'one')), undefined);
    fresh.keep('adder', fresh.keyOf('go', 'one'), 'new');
    await fresh.save(true);
    assert.deepEqual(await recalled(['one', 'two']), ['one']);
  });

  it('of other exercises stay when those of one are forgotten', async () => {
    await keep(['one']);
    const other = await open();
    other.keep('breaker', 'key', 'proof');
    await other.save(false);
    const proofs = await open({ forgets: (exercise) => exercise === 'breaker' });
    assert.equal(proofs.recall('breaker', 'key'), undefined);
    await proofs.save(false);
    assert.deepEqual(await recalled(['one']), ['one']);
    assert.equal((await open()).recall('breaker', 'key'), undefined);
  });

  it('are dropped when a look at everything asked for them no more', async () => {
    await keep(['one', 'two']);
    const proofs = await open();
    proofs.recall('adder', proofs.keyOf('go', 'two'));
    await proofs.save(true);
    assert.deepEqual(await recalled(['one', 'two']), ['two']);
  });

  it('stay when only a part was looked at', async () => {
    await keep(['one', 'two']);
    await keep(['three'], false);
    assert.deepEqual(await recalled(['one', 'two', 'three']), ['one', 'two', 'three']);
  });

  for (const text of ['', '{"adder', 'null', '7', '"proof"']) {
    it(`were never proven when their file says ${JSON.stringify(text)}, which is replaced`, async () => {
      await keep(['one']);
      const [file = ''] = await readdir(folder());
      await writeFile(join(folder(), file), text);
      assert.deepEqual(await recalled(['one']), []);
      await keep(['one']);
      assert.deepEqual(await recalled(['one']), ['one']);
    });
  }

  it('are for this user alone', async () => {
    await keep(['one']);
    assert.equal((await stat(folder())).mode & 0o077, 0);
  });
});
