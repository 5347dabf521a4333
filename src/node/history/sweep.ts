import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of what a save makes on its way, and what stays when the process is killed there. */
const unfinished = /^(moments\.git\.[\w-]+|tmp_(obj|pack|idx)_\w+|fast_import_crash_\d+)$/;

/** Milliseconds after which nobody is working on it any more. */
const abandonedMs = 3_600_000;

/** Removes what killed processes left in a history. */
export async function sweep(history: string): Promise<void> {
  const names = await readdir(history, { recursive: true }).catch(() => []);
  for (const name of names) {
    if (!unfinished.test(name.split(/[/\\]/).at(-1) ?? '')) continue;
    const place = join(history, name);
    const found = await stat(place).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedMs)
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
  }
}
