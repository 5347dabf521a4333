import type { PGlite } from '@electric-sql/pglite';
import type { Entry } from './archive';

/** Where the server has its data, in its own file system, which lies in memory. */
const root = '/pglite/data';

/** Databases that are only there to be copied: nobody connects to them, and they are two thirds of an empty cluster. */
const templates = ['/base/1', '/base/4'];

/** What we use of the server's file system, whose types are those of another package. */
interface Files {
  readdir(path: string): readonly string[];
  stat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array;
  mkdir(path: string, mode: number): void;
  mkdirTree(path: string, mode: number): void;
  /** With `canOwn` the file is the bytes themselves, not a copy. */
  writeFile(path: string, bytes: Uint8Array, options: { mode: number; canOwn: boolean }): void;
}

function filesOf(server: PGlite): Files {
  return Reflect.get(Reflect.get(server, 'Module'), 'FS') as Files;
}

/** Everything in the data directory that a server needs to begin with. `log` names the file of the log that is being written. */
export function readDirectory(server: PGlite, log: string): readonly Entry[] {
  const files = filesOf(server);
  const entries: Entry[] = [];
  const visit = (folder: string): void => {
    const names = files.readdir(root + folder);
    for (const name of names.filter((one) => one !== '.' && one !== '..')) {
      const path = `${folder}/${name}`;
      if (files.isDir(files.stat(root + path).mode)) {
        entries.push({ path });
        if (!templates.includes(path)) visit(path);
      } else if (folder !== '/pg_wal' || name === log) {
        entries.push({ path, content: files.readFile(root + path) });
      }
    }
  };
  visit('');
  return entries;
}

/** Puts a data directory there. The files become parts of the archive that they come from, so it is not to be used again. */
export function writeDirectory(server: PGlite, entries: readonly Entry[]): void {
  const files = filesOf(server);
  files.mkdirTree(root, 0o700);
  for (const { path, content } of entries) {
    if (content) files.writeFile(root + path, content, { mode: 0o600, canOwn: true });
    else files.mkdir(root + path, 0o700);
  }
}
