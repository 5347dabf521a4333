import { posix } from 'node:path';
import type { Exercise } from '../../core/catalog/catalog';
import type { Folder } from '../../core/ports';
import type { RunnerModule } from '../../core/check/runner-job';
import type { Submission } from '../../core/check/judge';
import { compile, parse } from './compile';
import { importsOf } from './imports';
import { rememberLast } from './remember-last';

/** Modules that the runner itself provides to checks. */
const checkkitModule = 'codealong/checkkit';
const solutionModule = 'codealong/solution';

const folder = 'typescript/checks';

/** Where the compiled checks of an exercise lie in a compiled pack. */
export const compiledChecks = ({ manifest }: Exercise): string => `checks/${manifest.id}.json`;

/** The hidden checks of an exercise: as they were compiled when the extension was built, else from their source. */
export async function hiddenModules(
  { pack, exercise }: Pick<Submission, 'pack' | 'exercise'>,
  compiled: Folder | undefined,
): Promise<readonly RunnerModule[]> {
  if (!compiled) return checkModules(pack, exercise);
  return JSON.parse(await compiled.read(compiledChecks(exercise))) as readonly RunnerModule[];
}

/** The hidden checks of an exercise, compiled. Their imports of `../reference/…` lead to the solution under check. */
export async function checkModules(pack: Folder, exercise: Exercise): Promise<readonly RunnerModule[]> {
  const entries = await pack.list(`${exercise.path}/${folder}`);
  const names = entries
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.ts'))
    .map(({ name }) => name);
  return Promise.all(
    names.map(async (name) => {
      const path = `${exercise.path}/${folder}/${name}`;
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

/** Whether a module holds checks, not only helpers for them. */
export function holdsChecks({ name }: RunnerModule): boolean {
  return name.endsWith('.checks.ts');
}

function hiddenName(file: string): string {
  return `checks:${file}`;
}

function targetOf(specifier: string): readonly (readonly [string, string])[] {
  if (specifier === checkkitModule || specifier === solutionModule) return [[specifier, specifier]];
  if (!specifier.startsWith('.')) return [];
  const path = posix.normalize(posix.join(folder, `${specifier}.ts`));
  const reference = 'typescript/reference/';
  if (path.startsWith(reference)) return [[specifier, path.slice(reference.length)]];
  return path.startsWith(`${folder}/`) ? [[specifier, hiddenName(path.slice(folder.length + 1))]] : [];
}
