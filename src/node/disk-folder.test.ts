import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { itKeepsTheFolderContract } from '../../test/check/support/folder-contract';
import { asOrdinaryUser } from '../../test/check/support/ordinary-user';
import { refusal } from '../../test/check/support/refusal';
import { useTempFolder } from '../../test/check/support/temp-folder';
import { diskFolder } from './disk-folder';

describe('diskFolder', () => {
  const temp = useTempFolder();

  itKeepsTheFolderContract(async (files) => {
    for (const [path, text] of Object.entries(files)) await put(join(temp(), path), text);
    return diskFolder(temp());
  });

  it('works in a folder whose own name needs care', async () => {
    const location = join(temp(), `it's "my" #1 course 100% 世界`);
    await diskFolder(location).write('a.txt', 'text');
    assert.equal(await readFile(join(location, 'a.txt'), 'utf8'), 'text');
  });

  it('takes a folder that does not exist yet for an empty one, and makes it when something is written', async () => {
    const folder = diskFolder(join(temp(), 'later'));
    assert.deepEqual(await folder.list(''), []);
    assert.equal(await folder.kind('a.txt'), 'missing');
    await folder.write('a.txt', 'text');
    assert.equal(await folder.read('a.txt'), 'text');
  });

  it('leaves nothing but the file behind after writing', async () => {
    const folder = diskFolder(temp());
    await folder.write('a.txt', 'one');
    await folder.write('a.txt', 'two');
    assert.deepEqual(await readdir(temp()), ['a.txt']);
  });

  it('reaches a folder through a link to it', async () => {
    await mkdir(join(temp(), 'real'));
    await symlink(join(temp(), 'real'), join(temp(), 'link'));
    const folder = diskFolder(join(temp(), 'link'));
    await folder.write('a.txt', 'text');
    assert.equal(await folder.kind('a.txt'), 'file');
    assert.equal(await readFile(join(temp(), 'real/a.txt'), 'utf8'), 'text');
  });

  it('follows a link that stays inside, for reading and for writing', async () => {
    await put(join(temp(), 'a.txt'), 'old');
    await symlink('a.txt', join(temp(), 'link.txt'));
    const folder = diskFolder(temp());
    assert.equal(await folder.kind('link.txt'), 'file');
    await folder.write('link.txt', 'new');
    assert.equal(await folder.read('a.txt'), 'new');
  });

  it('says why a read-only folder takes no file, and what to do', async () => {
    await put(join(temp(), 'course/a.txt'), 'old');
    const [above, course] = [temp(), join(temp(), 'course')];
    await chmod(above, 0o755);
    await chmod(course, 0o555);
    const message = await asOrdinaryUser(() =>
      refusal('not-writable', () => diskFolder(course).write('b.txt', 'new')),
    );
    assert.match(
      message,
      /^b\.txt can't be written in .*: permission denied\. Check the folder's permissions/,
    );
    assert.deepEqual(await readdir(course), ['a.txt']);
  });

  it('says why a file that may not be read is not', async () => {
    await put(join(temp(), 'a.txt'), 'secret');
    await chmod(temp(), 0o755);
    await chmod(join(temp(), 'a.txt'), 0o200);
    const message = await asOrdinaryUser(() => refusal('unreadable', () => diskFolder(temp()).read('a.txt')));
    assert.match(message, /a\.txt in .* can't be read: permission denied/);
  });

  describe('does not go through a link that leads out', () => {
    const outside = (): string => join(temp(), 'outside');
    const course = (): string => join(temp(), 'course');

    beforeEach(async () => {
      await put(join(outside(), 'secret.txt'), 'secret');
      await mkdir(course());
    });

    const links: readonly (readonly [name: string, target: () => string, path: string])[] = [
      ['a file', () => join(outside(), 'secret.txt'), 'link'],
      ['a folder', outside, 'link/secret.txt'],
      ['a folder, to a file that is not there', outside, 'link/new.txt'],
      ['the folder above', () => '..', 'link/outside/secret.txt'],
      ['a folder whose name only begins alike', () => `${course()}-too`, 'link/secret.txt'],
      ['nowhere', () => join(course(), 'gone'), 'link'],
      ['nowhere, and on', () => join(course(), 'gone'), 'link/a.txt'],
      ['itself', () => join(course(), 'link'), 'link'],
      ['itself, and on', () => join(course(), 'link'), 'link/a.txt'],
    ];
    for (const [name, target, path] of links) {
      it(`to ${name}`, async () => {
        await put(join(`${course()}-too`, 'secret.txt'), 'secret');
        await symlink(target(), join(course(), 'link'));
        const folder = diskFolder(course());
        assert.equal(await folder.kind(path), 'blocked');
        await refusal('unreadable', () => folder.read(path));
        await refusal('outside-folder', () => folder.write(path, 'overwritten'));
        assert.deepEqual(await folder.list(path), []);
        assert.equal(await readFile(join(outside(), 'secret.txt'), 'utf8'), 'secret');
        assert.deepEqual(await readdir(outside()), ['secret.txt']);
      });
    }
  });

  it('neither reads nor writes a device', async () => {
    await symlink('/dev/null', join(temp(), 'null'));
    assert.equal(await diskFolder(temp()).kind('null'), 'blocked');
    assert.equal(await diskFolder('/dev').kind('null'), 'blocked');
  });
});

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
