import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asOrdinaryUser } from '../../test/check/support/ordinary-user';
import { refusal } from '../../test/check/support/refusal';
import { withVariables } from '../../test/history/support/environment';
import { inEmptyFolder } from './empty-folder';

describe('inEmptyFolder', () => {
  it('gives an empty folder, another one each time', async () => {
    const used = await Promise.all(
      [1, 2].map(() => inEmptyFolder(async (path) => [path, await readdir(path)] as const)),
    );
    assert.notEqual(used[0]?.[0], used[1]?.[0]);
    for (const [, entries] of used) assert.deepEqual(entries, []);
  });

  it('removes it afterwards with all that was put into it, and gives the result on', async () => {
    const path = await inEmptyFolder(async (folder) => {
      await mkdir(join(folder, 'deep'));
      await writeFile(join(folder, 'deep/file'), 'text');
      return folder;
    });
    assert.equal(existsSync(path), false);
  });

  it('removes it also when the work fails', async () => {
    let path = '';
    const work = inEmptyFolder(async (folder) => {
      path = folder;
      throw new Error('the work failed');
    });
    await assert.rejects(work, /the work failed/);
    assert.equal(existsSync(path), false);
  });

  if (process.platform !== 'win32') {
    it('is open to nobody else', async () => {
      assert.equal(await inEmptyFolder(async (folder) => (await stat(folder)).mode & 0o777), 0o700);
    });
  }

  const unusable: readonly (readonly [value: string, told: string])[] = [
    [
      '/no/such/folder',
      'TMPDIR names a folder that is not there: /no/such/folder. Set TMPDIR to another one and try again.',
    ],
    [
      process.execPath,
      `The folder for temporary files, ${process.execPath}, can't be used: a file is in the way of a folder. Set TMPDIR to another one and try again.`,
    ],
  ];
  for (const [value, told] of unusable) {
    it(`is refused with the reason when TMPDIR is ${value}`, async () => {
      const message = await withVariables({ TMPDIR: value }, () =>
        refusal('machine-trouble', () => inEmptyFolder(async () => undefined)),
      );
      assert.equal(message, told);
    });
  }

  for (const [what, mischief] of [
    ['removed before', (folder: string) => rm(folder, { recursive: true })],
    [
      'locked',
      async (folder: string) => {
        await mkdir(join(folder, 'deep/deeper'), { recursive: true });
        for (const locked of ['deep/deeper', 'deep', '.']) await chmod(join(folder, locked), 0);
      },
    ],
  ] as const) {
    it(`is gone afterwards when it was ${what}`, async () => {
      const path = await asOrdinaryUser(() =>
        inEmptyFolder(async (folder) => {
          await mischief(folder);
          return folder;
        }),
      );
      assert.equal(existsSync(path), false);
    });
  }
});
