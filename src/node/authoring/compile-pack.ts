import { exerciseOf } from '../../core/catalog/catalog';
import { compileCatalog } from '../../core/catalog/compiled-catalog';
import { readPack } from './read-pack';
import { readStories } from './read-stories';
import { formatProblem } from '../../core/catalog/problem';
import { CodealongError } from '../../core/errors';
import { diskFolder } from '../disk-folder';
import { writeCompiledStories } from '../compiled-stories';
import { checkModules } from '../typescript/check-modules';
import { compiledChecks } from '../typescript/compiled-checks';

/**
 * Writes the compiled form of a pack: its catalog, the stories of its mistakes, and its hidden checks that are TypeScript. Done when the extension is built, so
 * that neither is read from its source on a learner's machine. Refused with `invalid-pack` when anything in it is broken.
 */
export async function compilePack(location: string, toLocation: string): Promise<void> {
  const [pack, to] = [diskFolder(location), diskFolder(toLocation)];
  const catalog = await readPack(pack);
  if (catalog.problems.length > 0)
    throw new CodealongError('invalid-pack', catalog.problems.map(formatProblem).join('\n'));
  for (const [id, { tracks }] of catalog.entries) {
    const exercise = await exerciseOf(catalog, id);
    await writeCompiledStories(to, exercise, await readStories(pack, exercise));
    for (const language of ['typescript', 'sql'] as const) {
      if (!tracks[language]) continue;
      const modules = await checkModules(pack, exercise, language);
      await to.write(compiledChecks(exercise, language), JSON.stringify(modules));
    }
  }
  await compileCatalog(catalog, to);
}
