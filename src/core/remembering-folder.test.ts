import assert from 'node:assert/strict';
import { memoryFolder } from './memory-folder';
import { rememberingFolder } from './remembering-folder';

const course = (text: string) => memoryFolder('the course', [{ path: 'pkg/a.ts', text }]);

describe('a remembering folder', () => {
  it('shows every text as it was at the first look', async () => {
    const disk = course('first');
    const remembered = rememberingFolder(disk);
    assert.equal(await remembered.read('pkg/a.ts'), 'first');
    await disk.write('pkg/a.ts', 'later');
    assert.equal(await remembered.read('pkg/a.ts'), 'first');
  });

  it('asks once for each path, also when two ask at the same time', async () => {
    const asked: string[] = [];
    const disk = course('text');
    const remembered = rememberingFolder({
      ...disk,
      read: async (path) => (asked.push(path), disk.read(path)),
    });
    await Promise.all([remembered.read('pkg/a.ts'), remembered.read('pkg/a.ts')]);
    assert.deepEqual(asked, ['pkg/a.ts']);
  });

  it('tells the same of what is not there, and of what is in a folder', async () => {
    const disk = course('text');
    const remembered = rememberingFolder(disk);
    const look = async () => [await remembered.kind('pkg/b.ts'), await remembered.list('pkg')];
    const before = await look();
    await disk.write('pkg/b.ts', 'new');
    assert.deepEqual(await look(), before);
  });
});
