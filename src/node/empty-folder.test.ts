import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
});
