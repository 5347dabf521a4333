import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds without a new write after which a file of a cache is removed: what it belonged to is gone, most likely. */
const unusedMs = 30 * 24 * 3_600_000;

/** Removes what was not written for a month from a folder of ours in the user's cache. */
export async function removeUnused(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs = now } = (await stat(file).catch(() => undefined)) ?? {};
    if (now - mtimeMs > unusedMs) await rm(file, { force: true });
  }
}
