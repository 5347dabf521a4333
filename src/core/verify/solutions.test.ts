import assert from 'node:assert/strict';
import { adderOf, memoryPack } from '../../../test/check/support/packs';
import { filesBelow } from '../files-below';
import { assemble, solutionsOf } from './solutions';

describe('the solutions that an author ships', () => {
  it('are starter, reference, alternatives and wrong ones, language by language', async () => {
    const exercise = await adderOf(await memoryPack());
    assert.deepEqual(
      solutionsOf(exercise).map(({ language, role, id }) => `${language} ${role} ${id}`),
      ['typescript', 'go'].flatMap((language) => [
        `${language} starter starter`,
        `${language} reference reference`,
        `${language} alternative reduce`,
        `${language} wrong forgets-last`,
      ]),
    );
  });

  it('are laid out as a learner with them would have it, each over the one before', async () => {
    const pack = await memoryPack({ 'week-01/adder/typescript/wrong/forgets-last/pkg/own.ts': 'own' });
    const exercise = await adderOf(pack);
    const read = async (path: string): Promise<string> => pack.read(`week-01/adder/typescript/${path}`);
    for (const solution of solutionsOf(exercise).filter(({ language }) => language === 'typescript')) {
      const folder = await assemble(pack, exercise, solution);
      const source =
        solution.role === 'starter' || solution.role === 'reference'
          ? solution.role
          : `${solution.role}/${solution.id}`;
      assert.equal(await folder.read('pkg/sum/sum.ts'), await read(`${source}/pkg/sum/sum.ts`));
      assert.equal(await folder.kind('kit/index.ts'), 'file');
      assert.equal(await folder.kind('pkg/own.ts'), solution.role === 'wrong' ? 'file' : 'missing');
    }
  });
});

describe('filesBelow', () => {
  it('gives every file of a folder with its path in it', async () => {
    const pack = await memoryPack();
    const found = await filesBelow(pack, 'week-01/adder/go/checks');
    assert.deepEqual(
      found.map(({ path }) => path),
      ['pkg/sum/sum_checks_test.go'],
    );
    assert.ok((await filesBelow(pack, '')).some(({ path }) => path === 'course.yaml'));
    assert.deepEqual(await filesBelow(pack, 'gone'), []);
  });
});
