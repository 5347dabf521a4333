import assert from 'node:assert/strict';
import { copiedHistory } from '../../../test/check/support/histories';
import { adderManifest, adderOf, memoryPack, replacing } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { learnerFiles } from '../catalog/catalog';
import { CodealongError } from '../errors';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { filesBelow } from '../files-below';
import { resetToStarter } from './reset';
import { starterFiles } from '../scaffold/scaffold';

const now = Date.UTC(2026, 2, 1, 10, 15, 30, 123);
const starterTexts = {
  'pkg/sum/sum.ts': 'starter of sum',
  'pkg/sum/add.ts': 'starter of add',
  'pkg/given.ts': 'given',
};

/** The fixture with two files for the learner and one that is given. */
const threeFiles = () =>
  memoryPack({
    [adderManifest]: replacing(
      'learner: pkg/sum/sum.ts',
      'learner: [pkg/sum/sum.ts, pkg/sum/add.ts], given: pkg/given.ts',
    ),
    ...Object.fromEntries(
      Object.entries(starterTexts).map(([path, text]) => [`week-01/adder/typescript/starter/${path}`, text]),
    ),
  });

async function reset(folder: Folder) {
  const pack = await threeFiles();
  const adder = await adderOf(pack);
  const track = { id: 'adder', language: 'typescript' } as const;
  const own = learnerFiles(adder, 'typescript');
  const history = copiedHistory(folder);
  const starter = await starterFiles(pack, adder, 'typescript', folder);
  return resetToStarter({ folder, history, track, own, now: () => now }, starter);
}

/** What the learner can get back after a reset. */
async function keptOf(folder: Folder, id: string | undefined) {
  const history = copiedHistory(folder);
  const track = { id: 'adder', language: 'typescript' } as const;
  const moment = (await history.list(track)).find((one) => one.id === id);
  return moment ? history.read(track, moment) : undefined;
}

const course = (texts: Record<string, string>): Folder =>
  memoryFolder(
    'the course',
    Object.entries(texts).map(([path, text]) => ({ path, text })),
  );

const textsIn = async (folder: Folder) =>
  Object.fromEntries(
    (await filesBelow(folder, ''))
      .filter(({ path }) => !path.startsWith('.codealong/'))
      .map(({ path, text }) => [path, text]),
  );

describe('a reset', () => {
  it("puts the learner's files back and keeps what was in them", async () => {
    const target = course({
      ...starterTexts,
      'pkg/sum/sum.ts': 'mine',
      'pkg/given.ts': 'changed',
      'other.ts': 'other',
    });
    const { restored, kept } = await reset(target);
    assert.deepEqual(restored, ['pkg/sum/sum.ts']);
    assert.deepEqual(await textsIn(target), {
      ...starterTexts,
      'pkg/given.ts': 'changed',
      'other.ts': 'other',
    });
    assert.deepEqual(await keptOf(target, kept), [
      { path: 'pkg/sum/sum.ts', text: 'mine' },
      { path: 'pkg/sum/add.ts', text: 'starter of add' },
    ]);
  });

  it('brings a deleted file back', async () => {
    const target = course({ 'pkg/sum/add.ts': 'starter of add' });
    assert.deepEqual((await reset(target)).restored, ['pkg/sum/sum.ts']);
    assert.equal(await target.read('pkg/sum/sum.ts'), 'starter of sum');
  });

  it('changes nothing where the files are the starter, however their lines end', async () => {
    const texts = { ...starterTexts, 'pkg/sum/sum.ts': '\uFEFFstarter of sum' };
    const target = course(texts);
    assert.deepEqual(await reset(target), { restored: [] });
    assert.deepEqual(await textsIn(target), texts);
  });

  it('overwrites nothing before everything is kept', async () => {
    const writes: string[] = [];
    const folder = course({ ...starterTexts, 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts': 'mine too' });
    await reset({ ...folder, write: async (path, text) => (writes.push(path), folder.write(path, text)) });
    const [first = '', ...others] = writes;
    assert.match(first, /^\.codealong\/history\//);
    assert.deepEqual(others.slice(0, 2), ['pkg/sum/sum.ts', 'pkg/sum/add.ts']);
  });

  it('overwrites nothing when it cannot be kept', async () => {
    const texts = { ...starterTexts, 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts': 'mine too' };
    const folder = course(texts);
    const full: Folder['write'] = async () => {
      throw new CodealongError('not-writable', 'the disk is full');
    };
    await refusal('not-writable', () => reset({ ...folder, write: full }));
    assert.deepEqual(await textsIn(folder), texts);
  });

  it('overwrites nothing that somebody saves meanwhile', async () => {
    const folder = course({ ...starterTexts, 'pkg/sum/sum.ts': 'mine' });
    const write: Folder['write'] = async (path, text) => {
      await folder.write(path, text);
      await folder.write('pkg/sum/sum.ts', 'saved meanwhile');
    };
    const message = await refusal('busy', () => reset({ ...folder, write }));
    assert.match(message, /were just saved by another program\. Try again\. Nothing was changed\.$/);
    assert.equal(await folder.read('pkg/sum/sum.ts'), 'saved meanwhile');
  });

  it('overwrites nothing that would not come back byte for byte', async () => {
    const folder = course({ ...starterTexts, 'pkg/sum/sum.ts': 'Stra\uFFFDe' });
    assert.match(
      await refusal('unreadable', () => reset(folder)),
      /^pkg\/sum\/sum\.ts in the course is not all UTF-8 text/,
    );
    assert.equal(await folder.read('pkg/sum/sum.ts'), 'Stra\uFFFDe');
  });

  it('overwrites nothing when one of the files became a folder', async () => {
    const target = course({ 'pkg/sum/sum.ts': 'mine', 'pkg/sum/add.ts/note.txt': 'note' });
    await refusal('unreadable', () => reset(target));
    assert.equal(await target.read('pkg/sum/sum.ts'), 'mine');
  });
});
