import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `work` with an empty folder that is ours alone, and removes the folder afterwards, whatever happened. */
export async function inEmptyFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'codealong-'));
  try {
    return await work(path);
  } finally {
    await removeFolder(path);
  }
}

/**
 * Removes a folder with everything in it, also what a solution locked or removed before us. What can't be removed even so is
 * left to the system, which cleans temporary folders: it is no reason to lose a verdict.
 */
export async function removeFolder(path: string): Promise<void> {
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 3 });
  await remove().catch(async () => {
    await unlock(path);
    await remove().catch(() => undefined);
  });
}

async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await unlock(join(folder, entry.name));
}
