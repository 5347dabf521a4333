import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { processSpace } from './process-space';
import { removeFolder } from './remove-folder';

const ourSpace = processSpace();

/** What the names of this process's temporary folders begin with. Whose a folder is shows later whether anybody needs it. */
export const namePrefix = `codealong-run-${ourSpace ?? 'unknown'}-${process.pid}-`;

/** A name of ours, with where its process runs and the id that it has there. */
const ourName = /^codealong-run-([0-9a-f]{8}|unknown)-(\d+)-\w+$/;

/** Milliseconds after which a folder may be removed whose process can't be seen from here, as in another container. */
const abandonedMs = 24 * 3_600_000;

/**
 * Removes the folders of ours that killed processes left in the system's temporary folder. While a process runs, it may need
 * its folders for as long as it likes: a proof of the whole course takes hours and does not touch what it built. Never fails;
 * ended halfway, it leaves the rest to a later time. `user` is whose folders they have to be, where the system knows users.
 */
export async function removeAbandonedFolders(temp: string, user = process.geteuid?.()): Promise<void> {
  for (const name of await readdir(temp).catch(() => [])) {
    const [, space, id] = ourName.exec(name) ?? [];
    if (space === undefined || isRunning(Number(id))) continue;
    const folder = join(temp, name);
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || (user !== undefined && found.uid !== user)) continue;
    const isGone = space === ourSpace || Date.now() - found.mtimeMs > abandonedMs;
    if (isGone) await removeFolder(folder);
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
