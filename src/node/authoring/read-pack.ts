import type { Catalog } from '../../core/catalog/catalog';
import { loadCatalog } from '../../core/catalog/load-catalog';
import type { ParseData } from '../../core/data-document';
import type { Folder } from '../../core/ports';
import { parseYaml } from '../parse-yaml';

/** Reads a pack from its sources, as its author keeps it. */
export function readPack(pack: Folder, parse: ParseData = parseYaml): Promise<Catalog> {
  return loadCatalog(pack, parse);
}
