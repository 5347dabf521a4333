import assert from 'node:assert/strict';
import { memoryFolder } from '../memory-folder';
import { missingFile } from './missing-file';

describe('missingFile', () => {
  const folder = memoryFolder('course', [
    { path: 'a.ts', text: '' },
    { path: 'b.ts/c.ts', text: '' },
  ]);
  const blocked = { ...folder, kind: async () => 'blocked' as const };

  it('names the folder that is a link, not the file behind it', async () => {
    const linked = {
      ...folder,
      kind: async (path: string) => (path === 'pkg' ? ('folder' as const) : ('blocked' as const)),
    };
    const reason = await missingFile(linked, ['pkg/sum/deep/a.ts']);
    assert.deepEqual(reason, {
      code: 'missing-file',
      message:
        "pkg/sum is a link that leads out of the course folder, so pkg/sum/deep/a.ts can't be read. Put a folder in its place.",
    });
  });

  it('finds nothing while every file is there', async () => {
    assert.equal(await missingFile(folder, ['a.ts', 'b.ts/c.ts']), undefined);
  });

  for (const [what, of, path, message] of [
    ['is gone', folder, 'gone.ts', 'gone.ts is not there. Start the exercise again to get it back'],
    ['became a folder', folder, 'b.ts', 'b.ts is a folder now. Rename it, then start'],
    [
      'became a link that leads out',
      blocked,
      'a.ts',
      'a.ts is a link that leads out of the course folder. Put a file',
    ],
  ] as const) {
    it(`tells the way out when a file ${what}`, async () => {
      const reason = await missingFile(of, [path]);
      assert.equal(reason?.code, 'missing-file');
      assert.ok(reason.message.startsWith(message), reason.message);
    });
  }
});
