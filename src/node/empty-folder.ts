import { mkdtemp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CodealongError } from '../core/errors';
import { reasonOf } from '../core/system-trouble';
import { namePrefix, removeAbandonedFolders } from './abandoned-folders';
import { tempFolder } from './environment';
import { removeFolder } from './remove-folder';

const sweeps = new Map<string, Promise<void>>();

/**
 * Makes an empty folder that is ours alone, for the caller to remove, in the folder for temporary files or in `place`. With the
 * first one there begins the removal of those that killed processes left. Nobody waits for that but the end of this process.
 * Refused with `machine-trouble` where the machine has no place for temporary files.
 */
export async function emptyFolder(place = tempFolder().path): Promise<string> {
  try {
    const temp = await realpath(place);
    const made = await mkdtemp(join(temp, namePrefix));
    if (!sweeps.has(temp)) sweeps.set(temp, removeAbandonedFolders(temp));
    return made;
  } catch (error) {
    throw new CodealongError('machine-trouble', noTempFolder(place, error), { cause: error });
  }
}

function noTempFolder(place: string, error: unknown): string {
  const { path, variable: setBy = 'TMPDIR' } = tempFolder();
  const variable = place === path ? setBy : 'GOTMPDIR';
  const another = `Set ${variable} to another one and try again.`;
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
    return `The folder for temporary files, ${place}, can't be used: ${reasonOf(error)}. ${another}`;
  return process.env[variable] === undefined
    ? `The folder for temporary files, ${place}, is not there. ${another}`
    : `${variable} names a folder that is not there: ${place}. ${another}`;
}

/** Runs `work` with such a folder, and removes the folder afterwards, whatever happened. */
export async function inEmptyFolder<T>(work: (path: string) => Promise<T>, place?: string): Promise<T> {
  const path = await emptyFolder(place);
  try {
    return await work(path);
  } finally {
    await removeFolder(path);
  }
}
