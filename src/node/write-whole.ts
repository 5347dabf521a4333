import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const draftEnding = '.codealong-draft';
/** A draft this old belongs to a process that is gone. */
const abandonedAfterMs = 60_000;

/**
 * Writes a file whole or not at all, whatever happens meanwhile: the text goes to a draft beside it, reaches the disk,
 * and then takes the file's name. A draft that a killed process left is removed at a later write into the same folder.
 */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  await removeAbandonedDrafts(dirname(target));
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}${draftEnding}`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
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
