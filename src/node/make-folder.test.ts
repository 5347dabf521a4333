import assert from 'node:assert/strict';
import fs from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { makeFolder } from './make-folder';

describe('making a folder', () => {
  const temp = useTempFolder();
  const { mkdir } = fs.promises;
  afterEach(() => (fs.promises.mkdir = mkdir));

  it('makes those above it', async () => {
    await makeFolder(join(temp(), 'one/two/three'));
    assert.ok((await stat(join(temp(), 'one/two/three'))).isDirectory());
    await makeFolder(join(temp(), 'one/two/three'));
  });

  it('is refused as the disk refuses it, which Node keeps to itself', async () => {
    const refused = (code: string) => Object.assign(new Error(code), { code });
    const asked: unknown[] = [];
    fs.promises.mkdir = ((path: string, options?: object) => {
      asked.push(path);
      return Promise.reject(refused(options ? 'ENOENT' : 'EROFS'));
    }) as typeof mkdir;
    await assert.rejects(makeFolder(join(temp(), 'one/two')), { code: 'EROFS' });
    assert.deepEqual(asked, [join(temp(), 'one/two'), join(temp(), 'one')]);
  });

  it('is refused where a file is in the way', async () => {
    await fs.promises.writeFile(join(temp(), 'file'), '');
    await assert.rejects(makeFolder(join(temp(), 'file/one')), { code: 'ENOTDIR' });
  });
});
