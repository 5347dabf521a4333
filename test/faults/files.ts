import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a folder and of the folders in it, by path, with their texts. */
export async function textsIn(location: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(location, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const place = join(parentPath, name);
        return [place.slice(location.length + 1), await readFile(place, 'utf8')] as const;
      }),
    ),
  );
}

/** Lets hours go by: whatever lies in a folder was written long ago. */
export async function age(location: string): Promise<void> {
  const hoursAgo = new Date(Date.now() - 4 * 3_600_000);
  const entries = await readdir(location, { recursive: true });
  await Promise.all(entries.map((name) => utimes(join(location, name), hoursAgo, hoursAgo)));
}
