import { parse } from 'jsonc-parser';
import type { Folder } from '../ports';

/**
 * Why an editor finds fault with the files that the course gives, in a project of the learner's that was kept: under the rules of
 * Node's ES modules an import names the ending of its file, and those of the given files do not.
 */
export async function whyGivenFilesAreRed(folder: Folder): Promise<string | undefined> {
  const { module, moduleResolution } = objectIn(
    objectIn(await dataIn(folder, 'tsconfig.json'))['compilerOptions'],
  );
  const [name, value] =
    moduleResolution === undefined ? ['module', module] : ['moduleResolution', moduleResolution];
  if (typeof value !== 'string' || !/^node(16|18|20|next)$/i.test(value)) return undefined;
  if (objectIn(await dataIn(folder, 'package.json'))['type'] !== 'module') return undefined;
  return (
    `tsconfig.json in ${folder.location} is yours and was left as it is. With its "${name}": "${value}" and the "type": "module" of ` +
    `package.json your editor marks the imports of the given files red, because they name no endings of files. The checks ` +
    `read them all the same. "module": "ESNext" with "moduleResolution": "Bundler" in tsconfig.json lets the editor do so too.`
  );
}

async function dataIn(folder: Folder, path: string): Promise<unknown> {
  return (await folder.kind(path)) === 'file' ? parse((await folder.read(path)).replace(/^\uFEFF/, '')) : {};
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
