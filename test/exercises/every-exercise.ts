import path from 'node:path';
import { exerciseOf, type Exercise } from '../../src/core/catalog/catalog';
import { loadCatalog } from '../../src/core/catalog/load-catalog';
import { diskFolder } from '../../src/node/disk-folder';
import { parseYaml } from '../../src/node/parse-yaml';

export const pack = diskFolder(path.resolve(__dirname, '../../exercises'));

export async function everyExercise(): Promise<readonly Exercise[]> {
  const catalog = await loadCatalog(pack, parseYaml);
  return Promise.all([...catalog.entries.keys()].map((id) => exerciseOf(catalog, id)));
}
