/** Turns the data of one format into the next, its `formatVersion` included. */
export type Migration = (data: Versioned) => Versioned;

export interface Versioned {
  readonly formatVersion: number;
  readonly [key: string]: unknown;
}

/** In order: the first leads from format 1 to format 2, and so on. The format that we write is one more than there are. */
export const migrations: readonly Migration[] = [];

/** Data in the newest format. `newer` when a later version wrote it, `unversioned` when it says no format. */
export function migrate(
  data: unknown,
  known: readonly Migration[] = migrations,
): Versioned | 'newer' | 'unversioned' {
  if (!isVersioned(data)) return 'unversioned';
  if (data.formatVersion > known.length + 1) return 'newer';
  return known.slice(data.formatVersion - 1).reduce((older, migration) => migration(older), data);
}

function isVersioned(data: unknown): data is Versioned {
  if (typeof data !== 'object' || data === null || !('formatVersion' in data)) return false;
  const { formatVersion } = data;
  return typeof formatVersion === 'number' && Number.isInteger(formatVersion) && formatVersion >= 1;
}
