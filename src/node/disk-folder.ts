import { mkdir, readdir, readFile, realpath, stat, lstat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { CodealongError } from '../core/errors';
import type { EntryKind, Folder } from '../core/ports';

/** A folder on this machine's disk. */
export function diskFolder(location: string): Folder {
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
      return await readFile(join(root, path), 'utf8');
    } catch (error) {
      throw new CodealongError('unreadable', `${path} in ${root} can't be read: ${reasonOf(error)}.`, {
        cause: error,
      });
    }
  }

  async function write(path: string, text: string): Promise<void> {
    const absolute = inside(root, path);
    const found = await kind(path);
    if (found === 'blocked') throw outside(root, path);
    try {
      await mkdir(dirname(absolute), { recursive: true });
      await writeFileAtomic(absolute, text, 'utf8');
    } catch (error) {
      throw new CodealongError(
        'not-writable',
        `${path} can't be written in ${root}: ${reasonOf(error)}. Check the folder's permissions and free space, then try again.`,
        { cause: error },
      );
    }
  }

  async function list(path: string) {
    if ((await kind(path)) !== 'folder') return [];
    const names = (await readdir(join(root, path))).sort();
    return Promise.all(
      names.map(async (name) => ({ name, kind: await kind(path === '' ? name : `${path}/${name}`) })),
    );
  }

  return { location: root, kind, read, write, list };
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
    if (await lstat(place).catch(() => undefined)) return false;
    if (place === dirname(place)) break;
  }
  return true;
}

function outside(root: string, path: string): CodealongError {
  return new CodealongError('outside-folder', `${path} leads out of ${root}, so it was not touched.`);
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

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the way of a folder',
  EISDIR: 'a folder has that name',
  EEXIST: 'a file is in the way of a folder',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
