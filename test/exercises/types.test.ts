import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Exercise } from '../../src/core/catalog/catalog';
import { casesOf } from '../../src/core/cases/cases';
import { loadSolutions, type AuthoredSolution } from '../../src/core/verify/solutions';
import { everyExercise, pack } from './every-exercise';
import { typeCheck, type TypeCheck } from './type-check';

/** The options that a learner's folder gets, from the file that is scaffolded into it. */
const { compilerOptions } = ts.parseConfigFileTextToJson(
  'tsconfig.json',
  ts.sys.readFile(path.join(pack.location, 'kit/typescript/tsconfig.json')) ?? '',
).config as { compilerOptions: object };
const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '/course');

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
  this.timeout(120_000);
  const typeErrors = typeCheck(options);

  for (const id of inTypeScript) {
    it(`has no type error, for any solution of ${id}, with every check made theirs`, async () => {
      const errors = new Set(await errorsOf(id, typeErrors));
      for (const { wrong, because, cases } of otherSignatures.filter(({ exercise }) => exercise === id)) {
        for (const one of cases) {
          const place = `wrong ${wrong}: /course/my-checks/${id}/${one}.ts:`;
          const meant = [...errors].filter((error) => error.startsWith(place));
          assert.notDeepEqual(meant, [], `no error in ${place} it was said that ${because}`);
          for (const error of meant) errors.delete(error);
        }
      }
      assert.deepEqual([...errors], []);
    });
  }
});

async function errorsOf(id: string, typeErrors: TypeCheck): Promise<readonly string[]> {
  const exercise = (await everyExercise()).find(({ manifest }) => manifest.id === id);
  assert.ok(exercise, `${id} is not in the course`);
  const { solutions } = await loadSolutions(pack, exercise);
  const errors: string[] = [];
  for (const solution of solutions.filter(({ language }) => language === 'typescript')) {
    const course = await courseWith(exercise, solution);
    const sources = [...course.keys()].filter((name) => name.endsWith('.ts'));
    const name = `${solution.role} ${solution.id}`;
    errors.push(...typeErrors(course, sources).map((error) => `${name}: ${error}`));
  }
  return errors;
}

/** A learner's folder with a solution and every case, by absolute path. */
async function courseWith(exercise: Exercise, solution: AuthoredSolution) {
  const cases = await casesOf(pack, exercise, solution.language);
  return new Map([...solution.files, ...cases].map((file) => [`/course/${file.path}`, file.text] as const));
}
