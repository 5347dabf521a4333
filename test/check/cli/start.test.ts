import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codealong } from '../support/command-line';
import { asOrdinaryUser } from '../support/ordinary-user';
import { useTempFolder } from '../support/temp-folder';

describe('codealong start', () => {
  const temp = useTempFolder();
  const start = (...words: string[]) => codealong(['start', 'adder', '--dir', temp(), ...words]);

  it('writes the starter and the kit, and says how to go on', async () => {
    const { code, out, err } = await start();
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(out.split('\n'), [
      'wrote kit/index.ts',
      'wrote tsconfig.json',
      'wrote pkg/sum/sum.ts',
      `Write your solution in ${temp()}, then: codealong check adder`,
    ]);
    assert.match(await readFile(join(temp(), 'pkg/sum/sum.ts'), 'utf8'), /Not written yet/);
  });

  it('works in the current folder when it is told no other', async () => {
    assert.equal((await codealong(['start', 'adder'], { workingFolder: temp() })).code, 0);
    assert.ok((await readdir(temp())).includes('pkg'));
  });

  it('takes the language that it is told', async () => {
    const { code, out } = await start('--language', 'go');
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').slice(0, 2), ['wrote go.mod', 'wrote pkg/sum/sum.go']);
  });

  it('keeps a file that differs, says so, and tells what was there already', async () => {
    await start();
    await writeFile(join(temp(), 'pkg/sum/sum.ts'), 'mine');
    const { code, out } = await start();
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').slice(0, 2), [
      'there already: kit/index.ts',
      'kept pkg/sum/sum.ts: it differs from the starter and is yours',
    ]);
    assert.equal(await readFile(join(temp(), 'pkg/sum/sum.ts'), 'utf8'), 'mine');
  });

  for (const name of ['two words', `it's "quoted"`, '#1', '100%25', 'Straße 世界', '-dash']) {
    it(`works in a folder named ${name}`, async () => {
      const dir = join(temp(), name);
      assert.equal((await codealong(['start', 'adder', '--dir', dir])).code, 0);
      assert.deepEqual((await readdir(dir)).sort(), ['.codealong', 'kit', 'pkg', 'tsconfig.json']);
    });
  }

  it('finds a folder relative to the current one', async () => {
    const { code } = await codealong(['start', 'adder', '--dir', 'my course'], { workingFolder: temp() });
    assert.equal(code, 0);
    assert.deepEqual(await readdir(temp()), ['my course']);
  });

  describe('changes nothing and ends with 2', () => {
    it('in a folder that takes no files', async () => {
      await mkdir(join(temp(), 'course'));
      await chmod(temp(), 0o755);
      await chmod(join(temp(), 'course'), 0o555);
      const { code, err } = await asOrdinaryUser(() =>
        codealong(['start', 'adder', '--dir', join(temp(), 'course')]),
      );
      assert.equal(code, 2);
      assert.match(err, /can't be written in .*course: permission denied\. Check the folder's permissions/);
      assert.deepEqual(await readdir(join(temp(), 'course')), []);
    });

    it('where the folder is a file', async () => {
      await writeFile(join(temp(), 'course'), 'a file');
      const { code, err } = await codealong(['start', 'adder', '--dir', join(temp(), 'course')]);
      assert.equal(code, 2);
      assert.match(err, /can't be written in .*course: a file is in the way of a folder/);
      assert.equal(await readFile(join(temp(), 'course'), 'utf8'), 'a file');
    });

    it('where a link leads out of the folder', async () => {
      await mkdir(join(temp(), 'outside'));
      await mkdir(join(temp(), 'course'));
      await symlink('../outside', join(temp(), 'course/pkg'));
      const { code, err } = await codealong(['start', 'adder', '--dir', join(temp(), 'course')]);
      assert.equal(code, 2);
      assert.match(
        err,
        /^pkg can't be written in .*: a link or a special file has that name\..*Nothing was changed\.$/,
      );
      assert.deepEqual(
        [await readdir(join(temp(), 'outside')), await readdir(join(temp(), 'course'))],
        [[], ['pkg']],
      );
    });

    it('where a folder has the name of a file', async () => {
      await mkdir(join(temp(), 'pkg/sum/sum.ts'), { recursive: true });
      const { code, err } = await start();
      assert.equal(code, 2);
      assert.match(err, /^pkg\/sum\/sum\.ts can't be written in .*: a folder has that name\./);
      assert.deepEqual(await readdir(temp()), ['pkg']);
    });

    it('where a later version wrote the progress file', async () => {
      const text = '{ "formatVersion": 9 }';
      await mkdir(join(temp(), '.codealong'));
      await writeFile(join(temp(), '.codealong/progress.json'), text);
      const { code, err } = await start();
      assert.equal(code, 2);
      assert.match(err, /^\.codealong\/progress\.json in /);
      assert.deepEqual(await readdir(temp()), ['.codealong']);
      assert.equal(await readFile(join(temp(), '.codealong/progress.json'), 'utf8'), text);
    });
  });
});
