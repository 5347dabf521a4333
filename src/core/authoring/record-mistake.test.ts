import assert from 'node:assert/strict';
import { adderOf, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import { loadMistakes } from '../mistakes/load-mistakes';
import type { Folder } from '../ports';
import { mistakeIn, proposal } from './record-mistake';
import { layOutMistake, workingCopies } from './working-copy';
import { workingCopyPath } from './working-copy-path';

const [typescript, go] = ['pkg/sum/sum.ts', 'pkg/sum/sum.go'];

/** Lays a mistake of the fixture out. `change` changes a file of the copy, `record` gives what it says then. */
async function layOut(id: string, over?: string, changes: PackChanges = {}) {
  const pack = await memoryPack(changes);
  const exercise = await adderOf(pack);
  const known = (await loadMistakes(pack, exercise)).mistakes.find((one) => one.id === id);
  const copy = await layOutMistake(pack, exercise, id, known, over);
  const folder = workingCopyPath(copy);
  return {
    ...{ pack, copy, folder },
    change: async (path: string, how: (old: string) => string) =>
      pack.write(`${folder}/${path}`, how(await pack.read(`${folder}/${path}`))),
    again: () => layOutMistake(pack, exercise, id, known, over),
    record: () => mistakeIn(pack, exercise, copy, known),
  };
}

const read = (pack: Folder, path: string): Promise<string> => pack.read(`week-01/adder/${path}`);

describe('the working copy of a mistake', () => {
  it('has the reference and the kit in every language, in a folder that ignores itself', async () => {
    const { pack, folder } = await layOut('counts-twice');
    assert.equal(folder, '.author/adder/counts-twice');
    assert.equal(
      await pack.read(`${folder}/${typescript}`),
      await read(pack, `typescript/reference/${typescript}`),
    );
    assert.equal(await pack.read(`${folder}/${go}`), await read(pack, `go/reference/${go}`));
    for (const path of ['kit/index.ts', 'tsconfig.json', 'go.mod'])
      assert.equal(await pack.kind(`${folder}/${path}`), 'file');
    assert.equal(await pack.read('.author/.gitignore'), '*\n');
  });

  it('has a mistake that is there already as it is', async () => {
    const { pack, folder } = await layOut('forgets-last');
    assert.match(await pack.read(`${folder}/${typescript}`), /slice\(0, -1\)/);
    assert.match(await pack.read(`${folder}/${go}`), /max\(0, len/);
  });

  it('is laid over an alternative in the languages that have it', async () => {
    const onlyGo = { 'week-01/adder/typescript/alternative/reduce/pkg/sum/sum.ts': null };
    const noAbout = { 'week-01/adder/typescript/alternative/reduce/about.md': null };
    const { pack, copy, folder } = await layOut('counts-twice', 'reduce', { ...onlyGo, ...noAbout });
    assert.deepEqual(copy.over, { go: 'reduce' });
    assert.equal(await pack.read(`${folder}/${go}`), await read(pack, `go/alternative/reduce/${go}`));
    assert.equal(
      await pack.read(`${folder}/${typescript}`),
      await read(pack, `typescript/reference/${typescript}`),
    );
  });

  it('is refused for an alternative that is not there, with nothing written', async () => {
    const pack = await memoryPack();
    const exercise = await adderOf(pack);
    assert.equal(
      await refusal('unknown-solution', () => layOutMistake(pack, exercise, 'one', undefined, 'gone')),
      '"adder" has no alternative "gone".',
    );
    assert.equal(await pack.kind('.author'), 'missing');
  });

  it('is never laid out over itself', async () => {
    const { again, change, pack, folder } = await layOut('counts-twice');
    await change(typescript, () => 'mine');
    assert.match(await refusal('in-the-way', again), /^\.author\/adder\/counts-twice is there already\./);
    assert.equal(await pack.read(`${folder}/${typescript}`), 'mine');
  });

  it('is found again, with what it was made from', async () => {
    const { pack, copy } = await layOut('counts-twice', 'reduce');
    assert.deepEqual(copy.over, { typescript: 'reduce', go: 'reduce' });
    assert.deepEqual(await workingCopies(pack), [copy]);
    assert.deepEqual(await workingCopies(await memoryPack()), []);
  });
});

describe('the mistake in a working copy', () => {
  it('is the smallest edit of each language, and has its name for a title', async () => {
    const { change, record } = await layOut('counts-twice');
    await change(typescript, replacing('total += number', 'total += 2 * number'));
    await change(go, replacing('total += number', 'total += 2 * number'));
    const { edits, onlyIn, title, story, rejectedBy } = await record();
    assert.deepEqual([title, story, rejectedBy, onlyIn], ['Counts twice', '', {}, undefined]);
    assert.deepEqual(
      edits.go?.hunks.map(({ file, lines }) => [file, lines.map(({ kind, text }) => kind + text)]),
      [[undefined, ['-\t\ttotal += number', '+\t\ttotal += 2 * number']]],
    );
    assert.equal(edits.typescript?.hunks.length, 1);
  });

  it('is only in the languages that were changed', async () => {
    const { change, record } = await layOut('counts-twice');
    await change(go, replacing('total := 0', 'total := 1'));
    const { edits, onlyIn } = await record();
    assert.deepEqual([Object.keys(edits), onlyIn], [['go'], ['go']]);
  });

  it('may have new files, in one language each', async () => {
    const { pack, folder, record } = await layOut('counts-twice');
    await pack.write(`${folder}/pkg/sum/twice.ts`, 'export const twice = 2;\n');
    const { edits } = await record();
    assert.deepEqual(edits.typescript?.added, [
      { path: 'pkg/sum/twice.ts', text: 'export const twice = 2;\n' },
    ]);
    assert.equal(edits.go, undefined);
  });

  it('keeps the title, the story and the checks of one that is there', async () => {
    const { record } = await layOut('forgets-last');
    const { title, story, rejectedBy } = await record();
    assert.equal(title, 'Forgets the last');
    assert.match(story, /^Stops one too early/);
    assert.deepEqual(rejectedBy, { typescript: ['adds'], go: ['adds'] });
  });

  it('is refused while nothing is changed', async () => {
    const { record } = await layOut('counts-twice');
    assert.equal(
      await refusal('nothing-changed', record),
      '"counts-twice" still equals its base: change it first.',
    );
  });
});

describe('the checks that a mistake is said to be rejected by', () => {
  const rows: readonly (readonly [name: string, said: string[], failed: string[], proposed: string[]])[] = [
    ['all that failed, when nothing was said', [], ['a', 'b'], ['a', 'b']],
    ['what was said, when all of it failed', ['b'], ['a', 'b'], ['b']],
    ['all that failed, when something said did not fail', ['b', 'c'], ['a', 'b'], ['a', 'b']],
  ];
  for (const [name, said, failed, proposed] of rows)
    it(`are ${name}`, () => assert.deepEqual(proposal({ go: said }, { go: failed }), { go: proposed }));

  it('are proposed for each language that was judged', () => {
    assert.deepEqual(proposal({ typescript: ['a'], go: ['a'] }, { go: ['b'] }), { go: ['b'] });
  });
});
