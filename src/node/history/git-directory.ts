import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GitIn } from './run-git';

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Makes the git directory where there is none. It appears whole or not at all, whoever else makes it at the same time. */
export async function makeGitDirectory(directory: string, gitIn: GitIn): Promise<void> {
  if (await exists(directory)) return;
  const draft = `${directory}.${randomUUID()}`;
  await mkdir(dirname(directory), { recursive: true });
  try {
    await gitIn(draft, dirname(directory))(['init', '--quiet', '--bare', '--template=']);
    await rename(draft, directory);
  } catch (error) {
    if (!(await exists(directory))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
