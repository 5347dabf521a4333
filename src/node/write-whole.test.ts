import assert from 'node:assert/strict';
import { chmod, mkdir, open, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asOrdinaryUser } from '../../test/check/support/ordinary-user';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { writeWhole } from './write-whole';

describe('writeWhole', () => {
  const temp = useTempFolder();
  const place = (name: string): string => join(temp(), name);

  it('leaves nothing but the file', async () => {
    await writeWhole(place('a.txt'), 'one');
    await writeWhole(place('a.txt'), 'two');
    assert.equal(await readFile(place('a.txt'), 'utf8'), 'two');
    assert.deepEqual(await readdir(temp()), ['a.txt']);
  });

  it('keeps what others may do with the file', async () => {
    await writeFile(place('a.txt'), 'one');
    await chmod(place('a.txt'), 0o664);
    await writeWhole(place('a.txt'), 'two');
    assert.equal((await stat(place('a.txt'))).mode & 0o777, 0o664);
  });

  it('leaves no draft when the file cannot take its name', async () => {
    await mkdir(place('a.txt'));
    await assert.rejects(writeWhole(place('a.txt'), 'a folder has that name'));
    assert.deepEqual(await readdir(temp()), ['a.txt']);
  });

  it('removes a draft that a killed process left, and neither one at work nor a file of the learner', async () => {
    const old = new Date(Date.now() - 3_600_000);
    const theirs = ['a.txt.old', '.a.txt.swp', 'my.codealong-draft'];
    const abandoned = ['.a.txt.1.codealong-draft', '.b.txt.1.codealong-draft'];
    for (const name of [...theirs, ...abandoned, '.a.txt.2.codealong-draft'])
      await writeFile(place(name), 'half');
    for (const name of [...theirs, ...abandoned]) await utimes(place(name), old, old);
    await writeWhole(place('a.txt'), 'whole');
    const left = [...theirs, '.a.txt.2.codealong-draft', 'a.txt'].sort();
    assert.deepEqual((await readdir(temp())).sort(), left);
  });

  type Step = (this: unknown, ...given: unknown[]) => unknown;

  /** Writes twice where these steps are refused, as some file systems do. */
  async function writtenWithout(...steps: readonly string[]): Promise<void> {
    const handle = await open(temp());
    const table = Object.getPrototypeOf(handle) as Record<string, Step>;
    await handle.close();
    const before = steps.map((step) => [step, table[step]] as const);
    const refuse = () => Promise.reject(Object.assign(new Error('not permitted'), { code: 'EPERM' }));
    for (const step of steps) table[step] = refuse;
    try {
      await writeWhole(place('a.txt'), 'one');
      await writeWhole(place('a.txt'), 'two');
    } finally {
      for (const [step, original] of before) if (original) table[step] = original;
    }
  }

  for (const steps of [['chmod'], ['sync'], ['chmod', 'sync']]) {
    it(`gets by where ${steps.join(' and ')} is not allowed`, async () => {
      await writtenWithout(...steps);
      assert.equal(await readFile(place('a.txt'), 'utf8'), 'two');
      assert.deepEqual(await readdir(temp()), ['a.txt']);
    });
  }

  it('writes in place where a file may be changed and its folder not', async () => {
    await mkdir(place('locked'));
    await writeFile(place('locked/a.txt'), 'one');
    await chmod(place('locked/a.txt'), 0o666);
    for (const folder of [temp(), place('locked')]) await chmod(folder, 0o555);
    await asOrdinaryUser(async () => {
      await writeWhole(place('locked/a.txt'), 'two');
      assert.equal(await readFile(place('locked/a.txt'), 'utf8'), 'two');
      await assert.rejects(writeWhole(place('locked/b.txt'), 'new'), { code: 'EACCES' });
    });
    for (const folder of [temp(), place('locked')]) await chmod(folder, 0o755);
  });
});
