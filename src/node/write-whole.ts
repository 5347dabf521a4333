import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const draftEnding = '.codealong-draft';
/** A draft this old belongs to a process that is gone. */
const abandonedAfterMs = 60_000;

/**
 * Writes a file whole or not at all, whatever happens meanwhile: the text goes to a draft beside it, reaches the disk,
 * and then takes the file's name. A draft that a killed process left is removed at a later write into the same folder. A file
 * system that does not allow one of these steps, as a mounted one of another system, gets by without: there the file is written
 * in its place.
 */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  await removeAbandonedDrafts(dirname(target));
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}${draftEnding}`);
  try {
    await writeDraft(draft, text, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    if (!isNotAllowed(error)) throw error;
    await writeFile(target, text).catch(() => {
      throw error;
    });
  }
}

/** The file keeps what others may do with it, and reaches the disk, where the file system lets it. */
async function writeDraft(draft: string, text: string | Uint8Array, mode: number | undefined): Promise<void> {
  const file = await open(draft, 'wx', mode);
  try {
    if (mode !== undefined) await file.chmod(mode).catch(() => undefined);
    await file.writeFile(text);
    await file.sync().catch((error: unknown) => {
      if (!isNotAllowed(error)) throw error;
    });
  } finally {
    await file.close();
  }
}

const notAllowed = new Set([
  'EPERM',
  'EACCES',
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EBUSY',
  'EXDEV',
]);

/** Whether a file system refuses a step as such, whatever it is done with. */
export function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && notAllowed.has(String(error.code));
}

async function removeAbandonedDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!name.startsWith('.') || !name.endsWith(draftEnding)) continue;
    const draft = join(folder, name);
    const written = await stat(draft).catch(() => undefined);
    if (written && written.mtimeMs < Date.now() - abandonedAfterMs)
      await rm(draft, { force: true }).catch(() => undefined);
  }
}
