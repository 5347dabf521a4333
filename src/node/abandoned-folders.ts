import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder } from './remove-folder';

/** What the names of this process's temporary folders begin with. Whose a folder is shows later whether anybody needs it. */
export const namePrefix = `codealong-run-${process.pid}-`;

/** A name of ours, with the id of the process. */
const ourName = /^codealong-run-(\d+)-\w+$/;

/**
 * Milliseconds after which a folder may be removed, once its process is gone. While that runs, it may need the folder for as
 * long as it likes: a proof of the whole course takes hours and does not touch what it built. The limit is for processes
 * that share the temporary folder and can't be seen from here, as in another container.
 */
const abandonedMs = 24 * 3_600_000;

/**
 * Removes the folders of ours that killed processes left in the system's temporary folder. Never fails; ended halfway, it leaves
 * the rest to a later time. `user` is whose folders they have to be, where the system knows users.
 */
export async function removeAbandonedFolders(temp: string, user = process.geteuid?.()): Promise<void> {
  for (const name of await readdir(temp).catch(() => [])) {
    const [, id] = ourName.exec(name) ?? [];
    if (id === undefined || isRunning(Number(id))) continue;
    const folder = join(temp, name);
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || (user !== undefined && found.uid !== user)) continue;
    if (Date.now() - found.mtimeMs > abandonedMs) await removeFolder(folder);
  }
}

/** A process that we may not signal is another user's, who got the id after ours was gone. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
