import assert from 'node:assert/strict';
import { withCases } from '../../../test/check/support/cases';
import { adderOf, memoryPack } from '../../../test/check/support/packs';
import { refusal } from '../../../test/check/support/refusal';
import type { Language } from '../catalog/manifest';
import { memoryFolder } from '../memory-folder';
import type { Folder } from '../ports';
import { casesOf, goTestName } from './cases';
import { makeMine } from './make-mine';

const course = (files: Record<string, string> = {}): Folder =>
  memoryFolder(
    'the course',
    Object.entries({ 'pkg/sum/sum.ts': '', 'pkg/sum/sum.go': '', ...files }).map(([path, text]) => ({
      path,
      text,
    })),
  );

async function make(folder: Folder, language: Language, check = 'adds') {
  const pack = await memoryPack(withCases);
  return makeMine(pack, await adderOf(pack), { folder, id: 'adder', language }, check);
}

describe('making a check mine', () => {
  it('writes the case and what it is written with, at the first time', async () => {
    const folder = course();
    const { case: made, written } = await make(folder, 'typescript');
    assert.equal(made.path, 'my-checks/adder/adds.ts');
    assert.deepEqual(written, ['my-checks/support.ts', 'my-checks/adder/adds.ts']);
    assert.match(await folder.read(made.path), /^\/\/ The last number counts as well\./);
  });

  it('changes nothing when it is done again, and keeps what the learner made of it', async () => {
    const folder = course();
    const { case: made } = await make(folder, 'typescript');
    await folder.write(made.path, 'mine');
    const again = await make(folder, 'typescript');
    assert.deepEqual(again.written, []);
    assert.deepEqual(again.different, [made.path]);
    assert.equal(await folder.read(made.path), 'mine');
  });

  it('writes a Go case beside its package, in the module of the learner', async () => {
    const folder = course({ 'go.mod': 'module example.org/coffee\n\ngo 1.25\n' });
    const { written } = await make(folder, 'go');
    assert.deepEqual(written, ['pkg/sum/adds_mine_test.go']);
    assert.match(await folder.read('pkg/sum/adds_mine_test.go'), /"example\.org\/coffee\/pkg\/sum"/);
  });

  it('is refused for a check without a case, and for what is not a check', async () => {
    assert.match(
      await refusal('no-case', () => make(course(), 'typescript', 'adds-nothing')),
      /^The check "adds-nothing" of "adder" has no small test in typescript/,
    );
    assert.match(
      await refusal('no-case', () => make(course(), 'typescript', '../adds')),
      /no check "\.\.\/adds"\. Its checks are: adds, adds-nothing\.$/,
    );
  });

  it('is refused where the exercise was not started', async () => {
    await refusal('not-started', () => make(memoryFolder('the course', []), 'go'));
  });
});

describe('the cases of an exercise', () => {
  it('are those whose file is there', async () => {
    const pack = await memoryPack(withCases);
    const checks = async (language: Language) =>
      (await casesOf(pack, await adderOf(pack), language)).map(({ check }) => check);
    assert.deepEqual(await checks('typescript'), ['adds']);
    assert.deepEqual(await checks('go'), ['adds']);
    const without = await memoryPack();
    assert.deepEqual(await casesOf(without, await adderOf(without), 'go'), []);
  });

  it('have a test function named for their check in Go', () => {
    assert.equal(goTestName('opens-after-3-failures'), 'TestMineOpensAfter3Failures');
  });
});
