import assert from 'node:assert/strict';
import { mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { diskFolder } from './disk-folder';
import { lockFile } from './file-lock';

describe('lockFile', () => {
  const temp = useTempFolder();
  const path = (): string => join(temp(), 'a.json');

  it('lets one in, and the next when that one is done', async () => {
    const unlock = await lockFile(path(), 0);
    assert.ok(unlock);
    assert.equal(await lockFile(path(), 0), undefined);
    await unlock();
    const next = await lockFile(path(), 0);
    assert.ok(next);
    await next();
    assert.deepEqual(await readdir(temp()), []);
  });

  it('takes over the lock of a process that is gone', async () => {
    const minuteAgo = new Date(Date.now() - 60_000);
    await mkdir(`${path()}.lock`);
    await utimes(`${path()}.lock`, minuteAgo, minuteAgo);
    const unlock = await lockFile(path(), 0);
    assert.ok(unlock);
    await unlock();
  });

  it('fails at once, instead of waiting, where no lock can be made', async () => {
    await assert.rejects(lockFile(join(temp(), 'no-folder/a.json'), 60_000), /ENOENT/);
  });

  it('is what keeps a folder from work under a path that others hold, and says the way out', async () => {
    const unlock = await lockFile(path(), 0);
    assert.ok(unlock);
    const folder = diskFolder(temp(), { lockPatienceMs: 0 });
    await assert.rejects(
      folder.exclusively('a.json', async () => assert.fail('it began')),
      /^CodealongError: a\.json in .* is being changed by another window or command.*remove the folder a\.json\.lock\.$/,
    );
    await unlock();
  });
});
