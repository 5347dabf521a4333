import { posix } from 'node:path';
import type { Reason } from '../../core/check/report';
import { escaped } from '../../core/escaped';
import type { Folder } from '../../core/ports';
import { keepPrivate } from '../history/keep-private';
import { compile, type Compiled } from './compile';
import { takeSources } from './snapshot';

/** Where built cases lie in the learner's folder, each file below it as its source lies below the folder. */
const debugFolder = '.codealong/debug';

export type CaseBuild = { readonly programs: readonly string[] } | { readonly reason: Reason };

/**
 * Compiles TypeScript cases and everything that they import into the learner's folder, such that Node runs them without
 * anything installed, and that breakpoints in the sources are found.
 */
export async function buildCases(folder: Folder, paths: readonly string[]): Promise<CaseBuild> {
  const taken = await takeSources(folder, paths);
  if (!('snapshot' in taken)) return { reason: taken.reason };
  const built: { path: string; text: string }[] = [];
  for (const { path, text, imports, options } of taken.snapshot.files) {
    const { compiled, findings } = compile(path, text, { ...options, rewriteRelativeImportExtensions: true });
    const [first] = findings;
    if (first) {
      const place = `${first.at.file}:${first.at.line}:${first.at.column}`;
      return { reason: { code: 'syntax-error', message: `${place}: ${first.message}` } };
    }
    const program = programOf(path);
    const code = path.endsWith('.json') ? text : withMap(withoutAliases(compiled, path, imports), path);
    built.push({ path: program, text: code });
  }
  await keepPrivate(folder);
  await folder.write(`${debugFolder}/package.json`, '{ "type": "commonjs" }\n');
  for (const { path, text } of built) await folder.write(path, text);
  return { programs: paths.map(programOf) };
}

function programOf(path: string): string {
  return `${debugFolder}/${path.replace(/(\.d)?\.([mc]?[jt]s|tsx)$/, '.js')}`;
}

/** The code with the way to each file in place of its alias, which Node does not know. */
function withoutAliases(
  { code, map }: Compiled,
  path: string,
  imports: Readonly<Record<string, string>>,
): Compiled {
  const here = posix.dirname(programOf(path));
  const replaced = Object.entries(imports).reduce((text, [specifier, target]) => {
    if (specifier.startsWith('.')) return text;
    const way = posix.relative(here, programOf(target));
    return text.replace(
      new RegExp(`require\\((["'\`])${escaped(specifier)}\\1\\)`, 'g'),
      () => `require(${JSON.stringify(way.startsWith('.') ? way : `./${way}`)})`,
    );
  }, code);
  return { code: replaced, map };
}

/** The code with its source map in it, which leads to where the source lies. */
function withMap({ code, map }: Compiled, path: string): string {
  const sources = [posix.relative(posix.dirname(programOf(path)), path)];
  const data = Buffer.from(JSON.stringify({ ...(JSON.parse(map) as object), sources })).toString('base64');
  return code.replace(
    /\/\/# sourceMappingURL=.*\s*$/,
    `//# sourceMappingURL=data:application/json;base64,${data}\n`,
  );
}
