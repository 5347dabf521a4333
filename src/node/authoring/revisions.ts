import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { simpleGit } from 'simple-git';
import { memoryFolder } from '../../core/memory-folder';
import type { Folder } from '../../core/ports';

/** A long way back for a reference; what was not rebased for longer is found by nobody else either. */
const mostRevisions = 50;

/**
 * A folder of a pack as git knows it, the newest revision first: the last commit, then each earlier one that changed it. There
 * is none where the pack lies in no repository.
 */
export async function* revisionsOf(pack: Folder, folder: string): AsyncGenerator<Folder> {
  const git = simpleGit(pack.location);
  if (!(await git.checkIsRepo().catch(() => false))) return;
  const root = (await git.revparse(['--show-toplevel'])).trim();
  const packPath = relative(await realpath(root), await realpath(pack.location)).replaceAll('\\', '/');
  const place = packPath === '' ? folder : `${packPath}/${folder}`;
  const fromRoot = simpleGit(root);
  const log = await fromRoot.raw(['log', '--format=%H', `-n${mostRevisions}`, 'HEAD', '--', place]);
  const changed = log.split('\n').filter((line) => line !== '');
  // A commit holds what it changed, and its parent what that was before.
  const wanted = new Set(['HEAD', ...changed.flatMap((commit) => [commit, `${commit}^`])]);
  for (const revision of wanted) {
    const listed = await fromRoot
      .raw(['ls-tree', '-r', '--name-only', revision, '--', place])
      .catch(() => '');
    const paths = listed.split('\n').filter((line) => line !== '');
    const files = await Promise.all(
      paths.map(async (path) => ({
        path: packPath === '' ? path : path.slice(packPath.length + 1),
        text: await fromRoot.raw(['show', `${revision}:${path}`]),
      })),
    );
    yield memoryFolder(`${pack.location} at ${revision}`, files);
  }
}
