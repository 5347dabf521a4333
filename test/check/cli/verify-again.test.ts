import assert from 'node:assert/strict';
import { leavesNothingBehind } from '../support/clean-temp';
import { codealong, Hearing } from '../support/command-line';
import { diskPack, replacing, type PackChanges } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const checks = 'week-01/adder/typescript/checks/sum.checks.ts';
const mistake = 'week-01/adder/wrong/forgets-last.md';

describe('codealong verify, again or in part,', function () {
  this.timeout(120_000);
  const temp = useTempFolder();
  leavesNothingBehind();

  const verify = (...words: string[]) =>
    codealong(['verify', '--language', 'typescript', ...words, '--pack', temp()]);

  it('proves again only what depends on what changed, and everything when it is asked to', async () => {
    const again = async (changes: PackChanges, ...words: string[]): Promise<readonly string[]> => {
      await diskPack(temp(), changes);
      const { code, out } = await codealong([
        'verify',
        '--language',
        'typescript',
        ...words,
        '--pack',
        temp(),
      ]);
      assert.equal(code, 0);
      const lines = out.split('\n');
      assert.equal(lines.pop(), 'Proof: 4 passed, 0 failed');
      return lines.map((line) => line.replace('proven    adder typescript ', '')).toSorted();
    };
    const all = ['alternative/reduce', 'reference', 'starter', 'wrong/forgets-last'];
    assert.deepEqual(await again({}), all);
    assert.deepEqual(await again({}), []);
    assert.deepEqual(await again({ [mistake]: replacing('slice(0, -1)', 'slice(1)') }), [
      'wrong/forgets-last',
    ]);
    assert.deepEqual(await again({ [checks]: (old) => `${old}\n` }), all);
    assert.deepEqual(await again({}, '--fresh'), all);
  });

  it('never takes for proven what was broken before', async () => {
    const broken: PackChanges = { [mistake]: replacing('slice(0, -1)', 'slice(0)') };
    for (let round = 0; round < 2; round++) {
      await diskPack(temp(), broken);
      const { code, out } = await verify();
      assert.equal(code, 1);
      assert.match(out, /^BROKEN {4}adder typescript wrong\/forgets-last/m);
      assert.match(out, /^Proof: 3 passed, 1 failed$/m);
    }
  });

  it('proves each solution in exactly one shard', async () => {
    await diskPack(temp());
    const told: string[] = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      const { code, out } = await verify('--fresh', '--shard', shard);
      assert.equal(code, 0);
      told.push(...out.split('\n').filter((line) => line.startsWith('proven')));
    }
    assert.equal(told.length, 4);
    assert.equal(new Set(told).size, 4);
  });

  it('stays and proves what is saved, also while it proves, until it is stopped', async () => {
    const pack = await diskPack(temp());
    const text = await pack.read(mistake);
    const stop = new AbortController();
    const words = ['verify', '--language', 'typescript', '--fresh', '--watch', '--pack', temp()];
    const hear = new Hearing();
    const ended = codealong(words, { signal: stop.signal, heard: hear.line });
    await hear.until(/^proven /);
    await pack.write(mistake, replacing('slice(0, -1)', 'slice(0)')(text));
    await hear.until(/^Proof: 3 passed, 1 failed$/);
    await hear.until(/^Watching /);
    await pack.write(mistake, text);
    await hear.until(/^Proof: 4 passed, 0 failed$/);
    await hear.until(/^Watching /);
    stop.abort();
    assert.equal((await ended).code, 0);
  });
});
