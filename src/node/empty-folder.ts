import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `work` with an empty private folder, and removes the folder afterwards, whatever happened. */
export async function inEmptyFolder<T>(work: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'codealong-'));
  try {
    return await work(path);
  } finally {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}
