import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { exerciseOf, type Exercise } from '../../src/core/catalog/catalog';
import { loadCatalog } from '../../src/core/catalog/load-catalog';
import { filesBelow } from '../../src/core/files-below';
import { assemble, solutionsOf } from '../../src/core/verify/solutions';
import { diskFolder } from '../../src/node/disk-folder';
import { parseYaml } from '../../src/node/parse-yaml';
import { typeErrors } from './type-check';

const root = path.resolve(__dirname, '../..');
const pack = diskFolder(path.join(root, 'exercises'));

async function everyExercise(): Promise<readonly Exercise[]> {
  const catalog = await loadCatalog(pack, parseYaml);
  return Promise.all([...catalog.entries.keys()].map((id) => exerciseOf(catalog, id)));
}

/** The options that a learner's folder gets, from the file that is scaffolded into it. */
const { compilerOptions } = ts.parseConfigFileTextToJson(
  'tsconfig.json',
  ts.sys.readFile(path.join(root, 'exercises/kit/typescript/tsconfig.json')) ?? '',
).config as { compilerOptions: object };
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '/course');

describe('what a learner sees in a fresh folder', function () {
  this.timeout(120_000);

  it('has no type error, for any solution that ships, and for a right one with every check made theirs', async () => {
    const wrong: string[] = [];
    for (const exercise of await everyExercise()) {
      for (const solution of solutionsOf(exercise)) {
        if (solution.language !== 'typescript') continue;
        const folder = await assemble(pack, exercise, solution);
        // A wrong solution may be wrong in what it lets be called: then its owner sees that in the check.
        const cases =
          solution.role === 'wrong' ? [] : await filesBelow(pack, `${exercise.path}/typescript/cases`);
        const course = new Map([
          ...(await filesBelow(folder, '')).map((file) => [`/course/${file.path}`, file.text] as const),
          ...cases.map(
            (file) => [`/course/my-checks/${exercise.manifest.id}/${file.path}`, file.text] as const,
          ),
        ]);
        const sources = [...course.keys()].filter((name) => name.endsWith('.ts'));
        const name = `${exercise.manifest.id} ${solution.role} ${solution.id}`;
        wrong.push(...typeErrors(course, sources, options).map((error) => `${name}: ${error}`));
      }
    }
    assert.deepEqual(wrong, []);
  });
});

describe('the hidden checks', function () {
  this.timeout(120_000);

  it('have no type error against the reference', async () => {
    const wrong: string[] = [];
    for (const exercise of await everyExercise()) {
      const track = path.join(pack.location, exercise.path, 'typescript');
      const entries = await pack.list(`${exercise.path}/typescript/checks`);
      const names = entries.map(({ name }) => path.join(track, 'checks', name));
      wrong.push(
        ...typeErrors(new Map(), names, {
          ...options,
          rootDirs: [
            path.join(track, 'reference'),
            path.join(track, 'starter'),
            path.join(pack.location, 'kit/typescript'),
          ],
          types: ['mocha', 'node'],
          typeRoots: [path.join(root, 'node_modules/@types')],
          paths: {
            'codealong/checkkit': [path.join(root, 'src/checkkit/typescript/index.ts')],
            'codealong/solution': [path.join(root, 'src/checkkit/typescript/solution.ts')],
          },
        }),
      );
    }
    assert.deepEqual(wrong, []);
  });
});
