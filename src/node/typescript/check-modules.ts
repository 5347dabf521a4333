import { posix } from 'node:path';
import type { Exercise } from '../../core/catalog/catalog';
import type { Folder } from '../../core/ports';
import type { RunnerModule } from '../../core/check/runner-job';
import type { Submission } from '../../core/check/judge';
import { compile, parse } from './compile';
import { importsOf } from './imports';
import { readChecks } from './compiled-checks';
import { rememberLast } from '../../core/remember-last';

/** Modules that the runner itself provides to checks. */
const checkkitModule = 'codealong/checkkit';
const solutionModule = 'codealong/solution';
const postgresModule = 'codealong/postgres';
const providedModules = [checkkitModule, solutionModule, postgresModule];

/** The languages whose checks are TypeScript. */
type Judged = 'typescript' | 'sql';

/** The hidden checks of an exercise: as they were compiled when the extension was built, else from their source. */
export async function hiddenModules(
  { pack, exercise }: Pick<Submission, 'pack' | 'exercise'>,
  compiled: Folder | undefined,
  language: Judged,
): Promise<readonly RunnerModule[]> {
  return compiled ? readChecks(compiled, exercise, language) : checkModules(pack, exercise, language);
}

/** The hidden checks of an exercise, compiled. Their imports of `../reference/…` lead to the solution under check. */
export async function checkModules(
  pack: Folder,
  exercise: Exercise,
  language: Judged,
): Promise<readonly RunnerModule[]> {
  const folder = `${exercise.path}/${language}/checks`;
  const entries = await pack.list(folder);
  const names = entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.ts'))
    .map(({ name }) => name);
  return Promise.all(
    names.map(async (name) => {
      const path = `${folder}/${name}`;
      return { name: hiddenName(name), ...compileHidden(path, await pack.read(path)) };
    }),
  );
}

const compileHidden = rememberLast((path, text): Omit<RunnerModule, 'name'> => {
  const { compiled, findings } = compile(path, text);
  const [first] = findings;
  if (first) throw new Error(`${path}:${first.at.line}: ${first.message}`);
  const imports = Object.fromEntries(
    importsOf(parse(path, text))
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ specifier }) => targetOf(specifier)),
  );
  return { code: compiled.code, map: '', imports, hidden: true };
});

function hiddenName(file: string): string {
  return `checks:${file}`;
}

function targetOf(specifier: string): readonly (readonly [string, string])[] {
  if (providedModules.includes(specifier)) return [[specifier, specifier]];
  if (!specifier.startsWith('.')) return [];
  const folder = 'typescript/checks';
  const path = posix.normalize(posix.join(folder, `${specifier}.ts`));
  const reference = 'typescript/reference/';
  if (path.startsWith(reference)) return [[specifier, path.slice(reference.length)]];
  return path.startsWith(`${folder}/`) ? [[specifier, hiddenName(path.slice(folder.length + 1))]] : [];
}
