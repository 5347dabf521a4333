/** What lies at a path. `blocked` is a link that leads out of the folder, or a device: neither is read or written. */
export type EntryKind = 'missing' | 'file' | 'folder' | 'blocked';

/**
 * A folder on disk. Paths are relative, with `/`, and never leave it: a path that does (also through a symbolic link) is
 * refused with `outside-folder`. Text is UTF-8.
 */
export interface Folder {
  /** Where it is, for messages to its owner: on a disk the absolute path. */
  readonly location: string;
  kind(path: string): Promise<EntryKind>;
  /** The text of a file, byte order mark included. Refused with `unreadable` when it is not a readable file. */
  read(path: string): Promise<string>;
  /** Writes a whole file at once or not at all, making the folders above it. Refused with `not-writable`. */
  write(path: string, text: string): Promise<void>;
  /** Gives a file another name. Refused with `not-writable`, also when something has the new name already. */
  move(from: string, to: string): Promise<void>;
  /**
   * Does work while nobody else, in this process or another, does work under the same path: read, change and write a
   * file in it, and no change is lost. Refused with `busy` when the others take too long, before the work began.
   */
  exclusively<T>(path: string, work: () => Promise<T>): Promise<T>;
  /** Names of the entries in a folder, sorted; empty when there is no such folder. */
  list(path: string): Promise<readonly { readonly name: string; readonly kind: EntryKind }[]>;
}

/** Time, for records of what was done when. */
export interface WallClock {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
}
