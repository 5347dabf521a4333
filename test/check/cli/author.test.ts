import assert from 'node:assert/strict';
import { simpleGit } from 'simple-git';
import { filesBelow } from '../../../src/core/files-below';
import type { Folder } from '../../../src/core/ports';
import { leavesNothingBehind } from '../support/clean-temp';
import { codealong } from '../support/command-line';
import { withPath } from '../support/fake-go';
import { needsGo } from '../support/needs-go';
import { diskPack, replacing, type PackChanges } from '../support/packs';
import { useTempFolder } from '../support/temp-folder';

const copy = '.author/adder/counts-twice';
const mistake = 'week-01/adder/wrong/counts-twice.md';
const source = 'pkg/sum/sum.ts';

/** The fixture without its Go track, so that everything can be judged on any machine. */
const typescriptOnly: PackChanges = {
  'week-01/adder/exercise.yaml': (old) => old.replace(/^go: .*\n/m, ''),
  'week-01/adder/wrong/forgets-last.md': (old) => old.slice(0, old.indexOf('```diff go')),
};

async function change(pack: Folder, path: string, from: string, to: string): Promise<void> {
  await pack.write(path, replacing(from, to)(await pack.read(path)));
}

describe('codealong author', function () {
  this.timeout(120_000);
  const temp = useTempFolder();
  leavesNothingBehind();

  const author = (...words: string[]) => codealong(['author', ...words, '--pack', temp()]);
  const verify = (...words: string[]) => codealong(['verify', ...words, '--pack', temp()]);

  describe('new', () => {
    const words = ['new', 'price-list', '--week', '1', '--block', 'b'];

    it('writes an exercise that verifies at once, and ends with 0', async () => {
      await diskPack(temp());
      const { code, out, err } = await author(...words);
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, /^wrote week-01\/price-list\/exercise\.yaml$/m);
      assert.match(out, /^Listed in course\.yaml, week 1, block b\. Prove it: codealong verify price-list$/m);
      const proof = await verify('price-list');
      assert.match(proof.out, /^Proof: 4 passed, 0 failed$/m);
      assert.equal(proof.code, 0);
    });

    const refused: readonly (readonly [words: string[], told: RegExp])[] = [
      [['new', 'adder', '--week', '1', '--block', 'a'], /^There is an exercise "adder" already\.$/],
      [
        ['new', 'price-list', '--week', '3', '--block', 'a'],
        /^course\.yaml has no week 3 with a block "a"\.$/,
      ],
      [['new', 'Price', '--week', '1', '--block', 'a'], /^an exercise id must be lower-case words/],
      [[...words, '--guide', 'phase-9/9.9'], /^No guide has a section "phase-9\/9\.9"/],
    ];
    for (const [given, told] of refused) {
      it(`refuses "${given.slice(1).join(' ')}", writes nothing, and ends with 2`, async () => {
        const pack = await diskPack(temp());
        const before = await filesBelow(pack, '');
        const { code, out, err } = await author(...given);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, told);
        assert.deepEqual(await filesBelow(pack, ''), before);
      });
    }
  });

  describe('wrong and record', () => {
    const begin = async (...words: string[]): Promise<Folder> => {
      const pack = await diskPack(temp(), typescriptOnly);
      const { code, out } = await author('wrong', 'adder', 'counts-twice', ...words);
      assert.deepEqual(
        [code, out],
        [0, `Make the mistake in ${temp()}/${copy}, then: codealong author record`],
      );
      return pack;
    };

    it('write down the smallest edit with the checks that failed, and remove the copy', async () => {
      const pack = await begin();
      await change(pack, `${copy}/${source}`, 'total += number', 'total += 2 * number');
      const { code, out, err } = await author('record');
      assert.deepEqual([code, err], [0, '']);
      assert.match(
        out,
        /^wrote week-01\/adder\/wrong\/counts-twice\.md\ntypescript: rejected by adds\nTell its story /,
      );
      assert.equal(
        await pack.read(mistake),
        [
          ...['# Counts twice', '', 'Rejected by: `adds`', '', '```diff typescript'],
          '-  for (const number of numbers) total += number;',
          '+  for (const number of numbers) total += 2 * number;',
          ...['```', ''],
        ].join('\n'),
      );
      assert.equal(await pack.kind(copy), 'missing');
      assert.match((await verify()).out, /counts-twice\.md:1:1: has no story: /);
      await change(pack, mistake, 'twice\n', 'twice\n\nEverything costs double.\n');
      assert.equal((await verify()).code, 0);
    });

    it('write down an edit over an alternative', async () => {
      const pack = await begin('--over', 'reduce');
      await change(pack, `${copy}/${source}`, 'total + number', 'total + 2 * number');
      assert.equal((await author('record', 'adder', 'counts-twice')).code, 0);
      assert.match(await pack.read(mistake), /^```diff typescript over reduce$/m);
    });

    it('change a mistake that is there, and keep its story', async () => {
      const pack = await diskPack(temp(), typescriptOnly);
      await author('wrong', 'adder', 'forgets-last');
      await change(pack, '.author/adder/forgets-last/pkg/sum/sum.ts', 'slice(0, -1)', 'slice(0, -2)');
      const { code, out } = await author('record');
      assert.equal(code, 0);
      assert.match(out, /\nKeep those checks /);
      const text = await pack.read('week-01/adder/wrong/forgets-last.md');
      assert.match(text, /^# Forgets the last\n\nStops one too early\..*\n\nRejected by: `adds`\n/);
      assert.match(text, /^\+.*slice\(0, -2\)/m);
    });

    const harmless: readonly (readonly [name: string, to: string, told: RegExp])[] = [
      [
        'no check fails',
        'total = total + number',
        /^No check of "adder" fails with "counts-twice" in typescript: every/,
      ],
      [
        'it cannot be judged',
        'total +=',
        /^No check of "adder" fails with "counts-twice" in typescript: pkg\/sum/,
      ],
    ];
    for (const [name, to, told] of harmless) {
      it(`write nothing and keep the copy when ${name}, and end with 2`, async () => {
        const pack = await begin();
        await change(pack, `${copy}/${source}`, 'total += number', to);
        const { code, out, err } = await author('record');
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, told);
        assert.equal(await pack.kind(mistake), 'missing');
        assert.equal(await pack.kind(`${copy}/${source}`), 'file');
      });
    }

    it('refuse what is not changed, not there or not said, and end with 2', async () => {
      const pack = await begin();
      const told = async (...words: string[]): Promise<string> => {
        const { code, err } = await author(...words);
        assert.equal(code, 2);
        return err;
      };
      assert.match(await told('record'), /^"counts-twice" still equals its base: change it first\.$/);
      assert.match(
        await told('record', 'adder', 'other'),
        /^There is no such working copy\. Lay one out first: /,
      );
      assert.match(await told('wrong', 'adder', 'counts-twice'), /counts-twice is there already\./);
      assert.match(await told('wrong', 'adder', 'Other'), /^the id of a mistake must be lower-case words/);
      assert.match(
        await told('wrong', 'adder', 'other', '--over', 'gone'),
        /^"adder" has no alternative "gone"\.$/,
      );
      await author('wrong', 'adder', 'other');
      assert.match(
        await told('record'),
        /^There are several working copies\. Say which: adder counts-twice, adder other\.$/,
      );
      assert.equal(await pack.kind(mistake), 'missing');
    });

    it('say what was not judged on this machine, and write down the rest', async () => {
      const pack = await diskPack(temp());
      await author('wrong', 'adder', 'counts-twice');
      await change(pack, `${copy}/${source}`, 'total += number', 'total += 2 * number');
      await change(pack, `${copy}/pkg/sum/sum.go`, 'total += number', 'total += 2 * number');
      const { code, out, err } = await withPath('/nowhere', () => author('record'));
      assert.equal(code, 0);
      assert.match(err, /^go: not judged here\. /);
      assert.match(out, /^typescript: rejected by adds$/m);
      assert.match(await pack.read(mistake), /^```diff go$/m);
    });
  });

  describe('rebase', () => {
    const reference = `week-01/adder/typescript/reference/${source}`;

    it('tells what became of each edit, and ends with 0, or with 1 when somebody is needed', async () => {
      const pack = await diskPack(temp(), typescriptOnly);
      const git = simpleGit(temp());
      await git.init();
      await git.addConfig('user.name', 'Author').addConfig('user.email', 'author@example.org');
      await git.add('.').commit('all');
      const fits = await author('rebase', 'adder');
      assert.equal(fits.code, 0);
      assert.match(
        fits.out,
        /^still fits {3}typescript forgets-last\n0 carried over, 1 still fit, 0 need you\. /,
      );
      await change(pack, reference, 'of numbers)', 'of numbers.values())');
      const conflict = await author('rebase', 'adder');
      assert.equal(conflict.code, 1);
      assert.match(
        conflict.out,
        /^CONFLICT {5}typescript forgets-last: both changed the same lines\. Resolve it in \.author\/adder\/forgets-last, then: codealong author record\n0 carried over, 0 still fit, 1 need you\. /,
      );
      const resolved = (await pack.read(reference)).replace('of numbers', 'of numbers.slice(0, -1)');
      await pack.write(`.author/adder/forgets-last/${source}`, resolved);
      assert.equal((await author('record')).code, 0);
      assert.equal((await author('rebase', 'adder')).code, 0);
      assert.equal((await verify()).code, 0);
    });
  });
});

describe('codealong author with Go', function () {
  this.timeout(180_000);
  needsGo();
  const temp = useTempFolder();
  leavesNothingBehind();
  const author = (...words: string[]) => codealong(['author', ...words, '--pack', temp()]);

  it('writes an exercise that verifies at once in both languages', async () => {
    await diskPack(temp());
    await author('new', 'price-list', '--week', '1', '--block', 'c', '--go');
    const { code, out } = await codealong(['verify', 'price-list', '--require-all', '--pack', temp()]);
    assert.match(out, /^Proof: 8 passed, 0 failed$/m);
    assert.equal(code, 0);
  });

  it('writes down a mistake in both languages, with the checks of each', async () => {
    const pack = await diskPack(temp());
    await author('wrong', 'adder', 'counts-twice');
    await change(pack, `${copy}/${source}`, 'total += number', 'total += 2 * number');
    await change(pack, `${copy}/pkg/sum/sum.go`, 'total := 0', 'total := 1');
    const { code, out } = await author('record');
    assert.equal(code, 0);
    assert.match(out, /^typescript: rejected by adds\ngo: rejected by adds$/m);
    const text = await pack.read(mistake);
    assert.match(text, /^Rejected by: `adds`\n\n```diff typescript\n/m);
    assert.match(text, /^```diff go\n-\ttotal := 0\n\+\ttotal := 1\n```\n/m);
  });
});
