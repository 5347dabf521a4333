import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lutimes, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { namePrefix, removeAbandonedFolders } from './abandoned-folders';

/** No system counts its processes up to here. */
const gone = 999_999_999;
const hour = 3_600_000;

describe('removeAbandonedFolders', () => {
  const temp = useTempFolder();

  /** Makes a folder as a Go check does: with a program in it. */
  async function folder(name: string, age: number): Promise<void> {
    await mkdir(join(temp(), name, 'deep'), { recursive: true });
    await writeFile(join(temp(), name, 'deep/program'), '');
    const then = new Date(Date.now() - age);
    await utimes(join(temp(), name), then, then);
  }

  it('removes what a process left a day ago that is gone', async () => {
    await folder(`codealong-run-${gone}-Ab12cd`, 25 * hour);
    await removeAbandonedFolders(temp());
    assert.deepEqual(await readdir(temp()), []);
  });

  for (const [what, name, age] of [
    ['a folder of today, whose process may be out of sight', `codealong-run-${gone}-Ab12cd`, 23 * hour],
    ['a folder of a process that runs, however old', `${namePrefix}Ab12cd`, 1000 * hour],
    ['a folder of somebody else', 'codealong-test-Ab12cd', 1000 * hour],
    ['a folder whose name is nearly like ours', `codealong-run-${gone}`, 1000 * hour],
  ] as const) {
    it(`leaves ${what}`, async () => {
      await folder(name, age);
      await removeAbandonedFolders(temp());
      assert.deepEqual(await readdir(join(temp(), name)), ['deep']);
    });
  }

  it("leaves another user's folder", async () => {
    const name = `codealong-run-${gone}-Ab12cd`;
    await folder(name, 25 * hour);
    await removeAbandonedFolders(temp(), (process.geteuid?.() ?? 0) + 1);
    assert.deepEqual(await readdir(temp()), [name]);
  });

  it('leaves what is no folder, and where a link leads', async () => {
    const [link, file] = [`codealong-run-${gone}-a`, `codealong-run-${gone}-b`];
    const then = new Date(Date.now() - 25 * hour);
    await folder('theirs', 25 * hour);
    await symlink(join(temp(), 'theirs'), join(temp(), link));
    await lutimes(join(temp(), link), then, then);
    await writeFile(join(temp(), file), '');
    await utimes(join(temp(), file), then, then);
    await removeAbandonedFolders(temp());
    assert.deepEqual((await readdir(temp())).sort(), [link, file, 'theirs']);
    assert.deepEqual(await readdir(join(temp(), 'theirs')), ['deep']);
  });

  it('has nothing to say where there is no such place', () =>
    removeAbandonedFolders(join(temp(), 'nowhere')));

  it('is done by a process that makes a folder of its own, which ends when both are gone', async function () {
    this.timeout(20_000);
    await folder(`codealong-run-${gone}-Ab12cd`, 25 * hour);
    const program = `require('./src/node/empty-folder.ts').inEmptyFolder(async () => undefined)`;
    const env = { ...process.env, TMPDIR: temp(), TSX_DISABLE_CACHE: '1' };
    execFileSync(process.execPath, ['--import', 'tsx', '--eval', program], { env });
    assert.deepEqual(await readdir(temp()), []);
  });
});
