import assert from 'node:assert/strict';
import { adderManifest, adderOf, memoryPack, replacing } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { CodealongError } from '../errors';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { filesBelow } from '../verify/solutions';
import { resetToStarter } from './reset';

const now = Date.UTC(2026, 2, 1, 10, 15, 30, 123);
const keptIn = '.codealong/kept/adder-typescript-2026-03-01T10-15-30-123Z';
const starterTexts = {
  'pkg/sum/sum.ts': 'starter of sum',
  'pkg/sum/add.ts': 'starter of add',
  'pkg/given.ts': 'given',
};
const files = '{ path: pkg/sum/add.ts, role: learner }, { path: pkg/given.ts, role: given }';

/** The fixture with two files for the learner and one that is given. */
const threeFiles = () =>
  memoryPack({
    [adderManifest]: replacing(
      '[{ path: pkg/sum/sum.ts, role: learner }]',
      `[{ path: pkg/sum/sum.ts, role: learner }, ${files}]`,
    ),
    ...Object.fromEntries(
      Object.entries(starterTexts).map(([path, text]) => [`week-01/adder/typescript/starter/${path}`, text]),
    ),
  });

async function reset(target: Folder) {
  const pack = await threeFiles();
  return resetToStarter(pack, target, await adderOf(pack), 'typescript', now);
}

const course = (texts: Record<string, string>): Folder =>
  memoryFolder(
    'the course',
    Object.entries(texts).map(([path, text]) => ({ path, text })),
  );

const textsIn = async (folder: Folder) =>
  Object.fromEntries((await filesBelow(folder, '')).map(({ path, text }) => [path, text]));

describe('a reset', () => {
  it("puts the learner's files back and keeps what was in them", async () => {
    const target = course({
      ...starterTexts,
      'pkg/sum/sum.ts': 'mine',
      'pkg/given.ts': 'changed',
      'other.ts': 'other',
    });
    assert.deepEqual(await reset(target), { restored: ['pkg/sum/sum.ts'], keptIn });
    assert.deepEqual(await textsIn(target), {
      ...starterTexts,
      'pkg/given.ts': 'changed',
      'other.ts': 'other',
      [`${keptIn}/pkg/sum/sum.ts`]: 'mine',
    });
  });

  it('brings a deleted file back, with nothing to keep', async () => {
    const target = course({ 'pkg/sum/add.ts': 'starter of add' });
    assert.deepEqual(await reset(target), { restored: ['pkg/sum/sum.ts'] });
    assert.equal(await target.read('pkg/sum/sum.ts'), 'starter of sum');
  });

  it('changes nothing where the files are the starter, however their lines end', async () => {
    const texts = { ...starterTexts, 'pkg/sum/sum.ts': '\uFEFFstarter of sum' };
    const target = course(texts);
    assert.deepEqual(await reset(target), { restored: [] });
    assert.deepEqual(await textsIn(target), texts);
  });

  it('overwrites nothing before the copies of all files stand', async () => {
    const writes: string[] = [];
    const folder = course({ ...starterTexts, 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts': 'mine too' });
    await reset({ ...folder, write: async (path, text) => (writes.push(path), folder.write(path, text)) });
    assert.deepEqual(writes, [
      `${keptIn}/pkg/sum/sum.ts`,
      `${keptIn}/pkg/sum/add.ts`,
      'pkg/sum/sum.ts',
      'pkg/sum/add.ts',
    ]);
  });

  it('overwrites nothing when a copy can not be made', async () => {
    const texts = { ...starterTexts, 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts': 'mine too' };
    const folder = course(texts);
    let room = 1;
    const full: Folder['write'] = async (path, text) => {
      if (room-- === 0) throw new CodealongError('not-writable', 'the disk is full');
      return folder.write(path, text);
    };
    await refusal('not-writable', () => reset({ ...folder, write: full }));
    for (const [path, text] of Object.entries(texts)) assert.equal(await folder.read(path), text);
  });

  it('overwrites nothing when one of the files became a folder', async () => {
    const target = course({ 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts/note.txt': 'note' });
    await refusal('unreadable', () => reset(target));
    assert.equal(await target.read('pkg/sum/sum.ts'), 'mine');
  });
});
