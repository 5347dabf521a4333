import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder on disk for every test of the suite that calls this, removed after it. Gives a way to ask for its path. */
export function useTempFolder(prefix = 'codealong-test-'): () => string {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(await realpath(tmpdir()), prefix));
  });
  afterEach(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return () => path;
}
