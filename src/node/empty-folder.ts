import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namePrefix, removeAbandonedFolders } from './abandoned-folders';
import { removeFolder } from './remove-folder';

let sweep: Promise<void> | undefined;

/**
 * Makes an empty folder that is ours alone, for the caller to remove. With the first one of a process begins the removal of those
 * that killed processes left. Nobody waits for that but the end of this process.
 */
export async function emptyFolder(): Promise<string> {
  const temp = await realpath(tmpdir());
  sweep ??= removeAbandonedFolders(temp);
  return mkdtemp(join(temp, namePrefix));
}

/** Runs `work` with such a folder, and removes the folder afterwards, whatever happened. */
export async function inEmptyFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const path = await emptyFolder();
  try {
    return await work(path);
  } finally {
    await removeFolder(path);
  }
}
