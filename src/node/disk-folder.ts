import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, rename, stat, lstat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CodealongError } from '../core/errors';
import { oneAtATime } from '../core/one-at-a-time';
import type { EntryKind, Folder } from '../core/ports';
import { reasonOf } from '../core/system-trouble';
import { makeFolder } from './make-folder';
import { textIn } from './text-in';
import { whenFilesAreFree } from './free-files';
import { lockFile } from './file-lock';
import { writeWhole } from './write-whole';

/** Work of this process waits here, in order, and only the first of it asks for the lock. */
const { inTurn } = oneAtATime();

export interface DiskFolderOptions {
  /** How long exclusive work waits for others, in milliseconds. */
  readonly lockPatienceMs?: number;
}

/** A folder on this machine's disk. */
export function diskFolder(location: string, { lockPatienceMs = 10_000 }: DiskFolderOptions = {}): Folder {
  const root = resolve(location);

  async function kind(path: string): Promise<EntryKind> {
    const absolute = inside(root, path);
    const entry = await lstat(absolute).catch(() => undefined);
    if (!(await staysInside(root, absolute))) return 'blocked';
    if (!entry) return 'missing';
    const target = await stat(absolute).catch(() => undefined);
    if (target?.isFile()) return 'file';
    return target?.isDirectory() ? 'folder' : 'blocked';
  }

  async function read(path: string): Promise<string> {
    const found = await kind(path);
    if (found !== 'file') throw new CodealongError('unreadable', cannotRead(root, path, found));
    try {
      return textIn(await whenFilesAreFree(() => readFile(join(root, path))));
    } catch (error) {
      throw new CodealongError('unreadable', `${path} in ${root} can't be read: ${reasonOf(error)}.`, {
        cause: error,
      });
    }
  }

  /** The absolute path, with the folders above it made, when something may be written there. */
  async function placeFor(path: string): Promise<string> {
    const absolute = inside(root, path);
    if ((await kind(path)) === 'blocked') throw outside(root, path);
    await makeFolder(dirname(absolute)).catch(refusing(root, path));
    return absolute;
  }

  async function write(path: string, text: string): Promise<void> {
    await writeWhole(await placeFor(path), text).catch(refusing(root, path));
  }

  async function move(from: string, to: string): Promise<void> {
    const found = await kind(from);
    if (found !== 'file') throw new CodealongError('unreadable', cannotRead(root, from, found));
    const place = await placeFor(to);
    if ((await kind(to)) !== 'missing')
      throw new CodealongError('not-writable', `${from} can't become ${to} in ${root}: that name is taken.`);
    await rename(join(root, from), place).catch(refusing(root, to));
  }

  async function exclusively<T>(path: string, work: () => Promise<T>): Promise<T> {
    const place = await placeFor(path);
    return inTurn(place, async () => {
      const unlock = await lockFile(place, lockPatienceMs).catch(refusing(root, path));
      if (!unlock) throw busy(root, path);
      try {
        return await work();
      } finally {
        await unlock();
      }
    });
  }

  async function list(path: string) {
    if ((await kind(path)) !== 'folder') return [];
    const entries = await whenFilesAreFree(() => readdir(join(root, path), { withFileTypes: true }));
    const found = entries.map(async (entry) => {
      const { name } = entry;
      // What is no link lies where its folder lies: nothing has to be followed.
      return { name, kind: plainKind(entry) ?? (await kind(path === '' ? name : `${path}/${name}`)) };
    });
    return (await Promise.all(found)).sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  return { location: root, kind, read, write, move, exclusively, list };
}

function plainKind(entry: Dirent): EntryKind | undefined {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : undefined;
}

function inside(root: string, path: string): string {
  const absolute = resolve(root, path);
  const way = relative(root, absolute);
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way) throw outside(root, path);
  return absolute;
}

/** Whether the nearest existing place on the way to a path really lies in the folder, links followed. */
async function staysInside(root: string, absolute: string): Promise<boolean> {
  const realRoot = await realpath(root).catch(() => root);
  for (let place = absolute; place.length >= root.length; place = dirname(place)) {
    const real = await realpath(place).catch(() => undefined);
    if (real !== undefined) return real === realRoot || real.startsWith(realRoot + sep);
    // What is there now and is not a link was written just now, by somebody else: it lies where the folder above it lies.
    if ((await lstat(place).catch(() => undefined))?.isSymbolicLink()) return false;
    if (place === dirname(place)) break;
  }
  return true;
}

function outside(root: string, path: string): CodealongError {
  return new CodealongError('outside-folder', `${path} leads out of ${root}, so it was not touched.`);
}

/** What becomes of a failure to write a path. */
function refusing(root: string, path: string): (error: unknown) => never {
  return (error) => {
    throw new CodealongError(
      'not-writable',
      `${path} can't be written in ${root}: ${reasonOf(error)}. Check the folder's permissions and free space, then try again.`,
      { cause: error },
    );
  };
}

function busy(root: string, path: string): CodealongError {
  return new CodealongError(
    'busy',
    `${path} in ${root} is being changed by another window or command that does not finish. Close it and try again. ` +
      `When nothing else is open, remove the folder ${path}.lock.`,
  );
}

function cannotRead(root: string, path: string, found: EntryKind): string {
  const why: Record<EntryKind, string> = {
    missing: 'there is no such file',
    folder: 'it is a folder, not a file',
    blocked: 'it is a link that leads out of the folder, or a special file',
    file: 'it is not readable',
  };
  return `${path} in ${root} can't be read: ${why[found]}.`;
}
