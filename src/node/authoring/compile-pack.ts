import { exerciseOf } from '../../core/catalog/catalog';
import { compileCatalog } from '../../core/catalog/compiled-catalog';
import { readPack } from './read-pack';
import { formatProblem } from '../../core/catalog/problem';
import { CodealongError } from '../../core/errors';
import { diskFolder } from '../disk-folder';
import { checkModules, compiledChecks } from '../typescript/check-modules';

/**
 * Writes the compiled form of a pack: its catalog, and its hidden TypeScript checks. Done when the extension is built, so
 * that neither is read from its source on a learner's machine. Refused with `invalid-pack` when anything in it is broken.
 */
export async function compilePack(location: string, toLocation: string): Promise<void> {
  const [pack, to] = [diskFolder(location), diskFolder(toLocation)];
  const catalog = await readPack(pack);
  if (catalog.problems.length > 0)
    throw new CodealongError('invalid-pack', catalog.problems.map(formatProblem).join('\n'));
  for (const [id, { tracks }] of catalog.entries) {
    if (!tracks.typescript) continue;
    const exercise = await exerciseOf(catalog, id);
    await to.write(compiledChecks(exercise), JSON.stringify(await checkModules(pack, exercise)));
  }
  await compileCatalog(catalog, to);
}
