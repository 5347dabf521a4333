import assert from 'node:assert/strict';
import { adderOf, memoryPack, replacing, type PackChanges } from '../../../test/check/support/packs';
import { formatProblem } from '../catalog/problem';
import { filesBelow } from '../files-below';
import { editBase, folderOf, loadSolutions, requiredFiles, solutionName } from './solutions';

const adder = (path: string): string => `week-01/adder/${path}`;

async function load(changes: PackChanges = {}) {
  const pack = await memoryPack(changes);
  const exercise = await adderOf(pack);
  return { pack, exercise, ...(await loadSolutions(pack, exercise)) };
}

describe('the solutions that an author ships', () => {
  it('are starter, reference, alternatives and wrong ones, language by language', async () => {
    const { solutions, problems } = await load();
    assert.deepEqual(problems, []);
    assert.deepEqual(
      solutions.map(({ language, role, id }) => `${language} ${role} ${id}`),
      ['typescript', 'go'].flatMap((language) => [
        `${language} starter starter`,
        `${language} reference reference`,
        `${language} alternative reduce`,
        `${language} wrong forgets-last`,
      ]),
    );
  });

  it('are laid out as a learner with them would have it, each over the one before', async () => {
    const { pack, exercise, solutions } = await load({ [adder('typescript/reference/pkg/own.ts')]: 'own' });
    const read = (from: string): Promise<string> => pack.read(adder(`typescript/${from}/pkg/sum/sum.ts`));
    for (const solution of solutions.filter(({ language }) => language === 'typescript')) {
      const folder = folderOf(exercise, solution);
      const name = solutionName(solution);
      const expected =
        solution.role === 'wrong'
          ? replacing('of numbers)', 'of numbers.slice(0, -1))')(await read('reference'))
          : await read(name);
      assert.equal(await folder.read('pkg/sum/sum.ts'), expected);
      assert.equal(await folder.kind('kit/index.ts'), 'file');
      assert.equal(await folder.kind('pkg/own.ts'), name === 'starter' ? 'missing' : 'file');
      assert.equal(await folder.kind('about.md'), 'missing');
    }
  });

  it('have those parts of the kit that the starter imports: a solution must not need more', async () => {
    const starter = adder('typescript/starter/pkg/sum/sum.ts');
    const parts = { 'kit/typescript/kit/db.ts': 'db', 'kit/typescript/kit/channels.ts': 'channels' };
    const imports = (part: string) => (old: string) => `import type { X } from '../../kit/${part}';\n${old}`;
    const { exercise, solutions } = await load({
      ...parts,
      [starter]: imports('db'),
      [adder('typescript/alternative/reduce/pkg/sum/sum.ts')]: imports('channels'),
    });
    for (const solution of solutions.filter(({ language }) => language === 'typescript')) {
      const folder = folderOf(exercise, solution);
      assert.deepEqual(
        [await folder.kind('kit/db.ts'), await folder.kind('kit/channels.ts')],
        ['file', 'missing'],
      );
    }
  });

  it('may be wrong in one language only', async () => {
    const { solutions, problems } = await load({
      [adder('wrong/forgets-last.md')]: (old) =>
        old.slice(0, old.indexOf('```diff go')).replace('`adds`', '`adds`\n\nOnly in: `typescript`'),
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      solutions.filter(({ role }) => role === 'wrong').map(({ language }) => language),
      ['typescript'],
    );
  });

  it('may be wrong by a design of their own, in a folder beside the story', async () => {
    const { solutions, problems } = await load({
      [adder('wrong/forgets-last.md')]: '# Another design\n\nIt is slow.\n\nRejected by: `adds-nothing`\n',
      [adder('wrong/forgets-last/typescript/pkg/sum/sum.ts')]: 'in TypeScript',
      [adder('wrong/forgets-last/go/pkg/sum/more.go')]: 'in Go',
    });
    assert.deepEqual(problems, []);
    const [typescript, go] = solutions.filter(({ role }) => role === 'wrong');
    const textOf = (solution: typeof go, wanted: string) =>
      solution?.files.find(({ path }) => path === wanted)?.text;
    assert.equal(textOf(typescript, 'pkg/sum/sum.ts'), 'in TypeScript');
    assert.deepEqual(typescript?.rejectedBy, ['adds-nothing']);
    assert.equal(textOf(go, 'pkg/sum/more.go'), 'in Go');
    assert.match(textOf(go, 'pkg/sum/sum.go') ?? '', /total \+= number/);
  });

  it('may be laid over an alternative', async () => {
    const line = '  numbers.reduce((total, number) => total + number, 0);';
    const edit = `\`\`\`diff typescript over reduce\n-${line}\n+${line.replace('0)', '1)')}\n\`\`\`\n`;
    const { solutions, problems } = await load({
      [adder('wrong/starts-at-one.md')]:
        `# One\n\nIt is off.\n\nRejected by: \`adds\`\n\nOnly in: \`typescript\`\n\n${edit}`,
    });
    assert.deepEqual(problems, []);
    const made = solutions.find(({ id }) => id === 'starts-at-one');
    assert.match(made?.files.find(({ path }) => path === 'pkg/sum/sum.ts')?.text ?? '', /reduce.* 1\);/);
  });

  const unfit: readonly (readonly [name: string, from: string, to: string, problem: string])[] = [
    [
      'over an alternative that is not there',
      'diff go',
      'diff go over gone',
      '13:1: is laid over the alternative "gone", which is not there in go',
    ],
    [
      'on lines that their base does not have',
      '-\tfor _, number',
      '-\tfor _, num',
      '13:1: the reference has no such lines',
    ],
  ];
  for (const [name, from, to, problem] of unfit) {
    it(`are left out, with the line, when they are laid ${name}`, async () => {
      const { solutions, problems } = await load({ [adder('wrong/forgets-last.md')]: replacing(from, to) });
      assert.deepEqual(problems.map(formatProblem), [`${adder('wrong/forgets-last.md')}:${problem}`]);
      assert.deepEqual(
        solutions.filter(({ role }) => role === 'wrong').map(({ language }) => language),
        ['typescript'],
      );
    });
  }
});

describe('what an edit is laid over', () => {
  it('is the reference or an alternative, without the kit, and the main file is the only one of the learner', async () => {
    const { pack, exercise } = await load();
    const [reference, alternative] = [
      await editBase(pack, exercise, 'go', undefined),
      await editBase(pack, exercise, 'go', 'reduce'),
    ];
    assert.deepEqual([reference?.name, alternative?.name], ['the reference', 'the alternative reduce']);
    for (const base of [reference, alternative]) {
      assert.deepEqual(
        base?.files.map(({ path }) => path),
        ['pkg/sum/sum.go'],
      );
      assert.equal(base.mainFile, 'pkg/sum/sum.go');
    }
    assert.equal(await editBase(pack, exercise, 'go', 'gone'), undefined);
  });

  it('has no main file where the learner has several', async () => {
    const manifest = replacing('learner: pkg/sum/sum.ts', 'learner: [pkg/sum/sum.ts, pkg/more.ts]');
    const { pack, exercise } = await load({ [adder('exercise.yaml')]: manifest });
    assert.equal((await editBase(pack, exercise, 'typescript', undefined))?.mainFile, undefined);
  });
});

describe('the files that a solution must bring', () => {
  it('are all that is scaffolded for a starter, and all of the learner for a reference', async () => {
    const manifest = replacing('learner: pkg/sum/sum.ts', 'learner: pkg/sum/sum.ts, given: pkg/given.ts');
    const { exercise } = await load({ [adder('exercise.yaml')]: manifest });
    const of = (role: 'starter' | 'reference' | 'wrong') =>
      requiredFiles(exercise, { language: 'typescript', role });
    assert.deepEqual(of('starter'), ['pkg/sum/sum.ts', 'pkg/given.ts']);
    assert.deepEqual(of('reference'), ['pkg/sum/sum.ts']);
    assert.deepEqual(of('wrong'), []);
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
