import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitName } from './places';
import type { GitIn, RunGit } from './run-git';

/**
 * Names of what a save makes on its way, and what stays when the process is killed there. Nothing that git reads is among them: a
 * killed `git repack` leaves packs under names of their own, which serve like others.
 */
const unfinished = /^(moments\.git\.[\w-]+|tmp_(obj|pack|idx)_\w+|fast_import_crash_\d+)$/;

/** Milliseconds after which nobody is working on it any more. */
const abandonedMs = 3_600_000;

/** An object in a file of its own: git names its folder by the first byte, and the file by the rest. */
const looseObject = /[/\\]objects[/\\][\da-f]{2}[/\\][\da-f]{38,}$/;

/** How many objects may take a block of the disk each: the first few hundred attempts. */
const looseObjects = 2_000;

/**
 * Removes what killed processes left in a history, and has git pack its objects when many are loose. Others may read and save
 * meanwhile. Never fails: what can't be done now is left for the next time.
 */
export async function tidyHistory(history: string, gitIn: GitIn): Promise<void> {
  const names = await readdir(history, { recursive: true }).catch(() => []);
  await removeAbandoned(
    names
      .filter((name) => unfinished.test(name.split(/[/\\]/).at(-1) ?? ''))
      .map((name) => join(history, name)),
  );
  if (names.filter((name) => looseObject.test(name)).length > looseObjects)
    await packLoose(gitIn(join(history, gitName)), join(history, gitName)).catch(() => undefined);
}

/** A pack is written under a name that git does not read, and renamed when it is whole. Only then its objects are dropped. */
async function packLoose(git: RunGit, directory: string): Promise<void> {
  const noMoreRevisions = '\n';
  await git(
    ['pack-objects', '--all', '--unpacked', '--quiet', join(directory, 'objects', 'pack', 'pack')],
    noMoreRevisions,
  );
  await git(['prune-packed', '--quiet']);
}

async function removeAbandoned(places: readonly string[]): Promise<void> {
  for (const place of places) {
    const found = await stat(place).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedMs)
      await rm(place, { recursive: true, force: true }).catch(() => undefined);
  }
}
