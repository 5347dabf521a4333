import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namePrefix, removeAbandonedFolders } from './abandoned-folders';
import { removeFolder } from './remove-folder';

const sweeps = new Map<string, Promise<void>>();

/**
 * Makes an empty folder that is ours alone, for the caller to remove, in the system's temporary folder or in `place`. With the
 * first one there begins the removal of those that killed processes left. Nobody waits for that but the end of this process.
 */
export async function emptyFolder(place = tmpdir()): Promise<string> {
  const temp = await realpath(place);
  if (!sweeps.has(temp)) sweeps.set(temp, removeAbandonedFolders(temp));
  return mkdtemp(join(temp, namePrefix));
}

/** Runs `work` with such a folder, and removes the folder afterwards, whatever happened. */
export async function inEmptyFolder<T>(work: (path: string) => Promise<T>, place?: string): Promise<T> {
  const path = await emptyFolder(place);
  try {
    return await work(path);
  } finally {
    await removeFolder(path);
  }
}
