import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Exercise } from '../../src/core/catalog/catalog';
import { casesOf } from '../../src/core/cases/cases';
import { loadSolutions, solutionName } from '../../src/core/verify/solutions';
import { everyExercise, pack } from './every-exercise';
import { typeErrors } from './type-check';

/** What a learner's folder gets; in here it is about every file that is laid out below it. */
const learnersProject = path.join(pack.location, 'kit/typescript/tsconfig.json');

/** Wrong solutions whose very mistake is another signature: the compiler rejects the cases that call the right one. */
const otherSignatures = [
  {
    exercise: 'loyalty-service',
    wrong: 'interface-without-versions',
    because: 'its save takes no version, and this case passes one',
    cases: ['event-store-repository'],
  },
];

/** Every exercise that has a TypeScript track, by its folder. */
const inTypeScript = readdirSync(pack.location)
  .filter((folder) => folder.startsWith('week-'))
  .flatMap((week) => readdirSync(path.join(pack.location, week)).map((id) => path.join(week, id)))
  .filter((folder) => existsSync(path.join(pack.location, folder, 'typescript')))
  .map((folder) => path.basename(folder));

describe('what a learner sees in a fresh folder', function () {
  this.timeout(240_000);
  let course = '';
  let found: readonly string[] = [];
  let included: readonly string[] = [];
  before(async () => {
    course = await mkdtemp(path.join(await realpath(tmpdir()), 'codealong-types-'));
    for (const exercise of await everyExercise()) await layOut(exercise, course);
    const project = path.join(course, 'tsconfig.json');
    const { compilerOptions, include } = JSON.parse(await readFile(learnersProject, 'utf8')) as {
      readonly compilerOptions: object;
      readonly include: readonly string[];
    };
    included = include;
    await writeFile(project, JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
    found = await typeErrors(project);
  });
  after(() => rm(course, { recursive: true, force: true, maxRetries: 3 }));

  for (const id of inTypeScript) {
    it(`has no type error, for any solution of ${id}, with every check made theirs`, () => {
      assert.ok(existsSync(path.join(course, id, 'reference')), `${id} is not in the course`);
      const errors = new Set(found.filter((error) => error.startsWith(path.join(course, id, '/'))));
      for (const { wrong, because, cases } of otherSignatures.filter(({ exercise }) => exercise === id)) {
        for (const one of cases) {
          const place = path.join(course, id, 'wrong', wrong, `my-checks/${id}/${one}.ts(`);
          const meant = [...errors].filter((error) => error.startsWith(place));
          assert.notDeepEqual(meant, [], `no error in ${place} it was said that ${because}`);
          for (const error of meant) errors.delete(error);
        }
      }
      assert.deepEqual([...errors], []);
    });
  }

  it('has no program in a folder that the project of a learner leaves out', () => {
    for (const id of inTypeScript) {
      const folders = readdirSync(path.join(course, id, 'reference'), { withFileTypes: true });
      for (const folder of folders.filter((entry) => entry.isDirectory()))
        assert.ok(included.includes(folder.name), `${id}: ${folder.name}`);
    }
  });

  it('has no type error that belongs to none of them', () => {
    const elsewhere = found.filter(
      (error) => !inTypeScript.some((id) => error.startsWith(path.join(course, id, '/'))),
    );
    assert.deepEqual(elsewhere, []);
  });
});

/** Gives each solution a folder of its own, with every case. They share nothing but the compiler. */
async function layOut(exercise: Exercise, course: string): Promise<void> {
  const cases = await casesOf(pack, exercise, 'typescript');
  const { solutions } = await loadSolutions(pack, exercise);
  for (const solution of solutions.filter(({ language }) => language === 'typescript')) {
    const folder = path.join(course, exercise.manifest.id, solutionName(solution));
    for (const { path: file, text } of [...solution.files, ...cases]) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
  }
}
