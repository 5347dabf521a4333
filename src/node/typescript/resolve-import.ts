import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Folder } from '../../core/ports';
import type { Project } from './project';

/**
 * Where an import leads in the learner's folder, by the rules that editors follow: the file itself, its TypeScript ending, that
 * for which `.js` stands, `index.ts`; after those what has no TypeScript source; for a bare specifier, the aliases of the
 * project first.
 */
export async function resolveImport(
  folder: Folder,
  from: string,
  specifier: string,
  { aliases }: Pick<Project, 'aliases'>,
): Promise<string | undefined> {
  if (specifier.startsWith('.'))
    return fileAt(folder, posix.normalize(posix.join(posix.dirname(from), specifier)));
  if (isBuiltin(specifier)) return undefined;
  for (const path of await aliased(folder, specifier, aliases)) {
    const found = await fileAt(folder, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

const readable = /\.([mc]?[jt]s|tsx|json)$/;

async function fileAt(folder: Folder, base: string): Promise<string | undefined> {
  if (base === '..' || base.startsWith('../')) return undefined;
  const source = base.replace(/\.([mc]?)js$/, '.$1ts');
  const bare = base.replace(/\.[mc]?js$/, '');
  const index = posix.join(base, 'index');
  const sources = [`${base}.ts`, source, `${base}.tsx`, `${bare}.tsx`, `${index}.ts`, `${index}.tsx`];
  const others = [`${bare}.d.ts`, `${index}.d.ts`, base, `${base}.js`, `${index}.js`];
  for (const path of new Set([...sources, ...others]))
    if (readable.test(path) && (await folder.kind(path)) === 'file') return path;
  return undefined;
}

async function aliased(
  folder: Folder,
  specifier: string,
  aliases: Project['aliases'],
): Promise<readonly string[]> {
  const known = specifier.startsWith('#') ? await importsOfPackage(folder) : aliases;
  const fitting = known.filter(([pattern]) => wildcard(pattern, specifier) !== undefined);
  // Of several patterns the one that says most counts.
  const lengthOf = (pattern: string): number =>
    pattern.includes('*') ? pattern.indexOf('*') : Number.MAX_SAFE_INTEGER;
  const best = [...fitting].sort(([one], [other]) => lengthOf(other) - lengthOf(one));
  return best.flatMap(([pattern, paths]) =>
    paths.map((path) => path.replace('*', () => wildcard(pattern, specifier) ?? '')),
  );
}

/** What the `*` of a pattern stands for; nothing when the specifier does not fit. */
function wildcard(pattern: string, specifier: string): string | undefined {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === specifier ? '' : undefined;
  const fits =
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

/** The `imports` of the folder's `package.json`, which are aliases that begin with `#`. */
async function importsOfPackage(folder: Folder): Promise<Project['aliases']> {
  if ((await folder.kind('package.json')) !== 'file') return [];
  try {
    const { imports = {} } = JSON.parse(await folder.read('package.json')) as { imports?: object };
    return Object.entries(imports).map(([pattern, target]) => [
      pattern,
      targetsIn(target).map((path) => posix.normalize(path)),
    ]);
  } catch {
    return [];
  }
}

/** Every path in a target, whatever the conditions: the first that is there counts. */
function targetsIn(target: unknown): readonly string[] {
  if (typeof target === 'string') return target.startsWith('./') ? [target] : [];
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(targetsIn) : [];
}
