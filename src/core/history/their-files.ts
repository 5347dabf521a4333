import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';

/** Those of the files that are there, with their texts. Refused with `unreadable` when one is there and no readable file. */
export async function filesIn(folder: Folder, paths: readonly string[]): Promise<readonly TextFile[]> {
  const found = await Promise.all(
    paths.map(async (path) =>
      (await folder.kind(path)) === 'missing' ? [] : [{ path, text: await folder.read(path) }],
    ),
  );
  return found.flat();
}

/** Whether two sets of files are the same, byte for byte. */
export function sameFiles(one: readonly TextFile[], other: readonly TextFile[]): boolean {
  return one.length === other.length && one.every(({ path, text }) => textOf(other, path) === text);
}

export function textOf(files: readonly TextFile[], path: string): string | undefined {
  return files.find((file) => file.path === path)?.text;
}

/** The files of `below`, with those of `above` in their place. */
export function laidOver(below: readonly TextFile[], above: readonly TextFile[]): readonly TextFile[] {
  const covered = new Set(above.map(({ path }) => path));
  return [...below.filter(({ path }) => !covered.has(path)), ...above];
}

/** Refuses files that would not come back as they are: reading bytes that are not UTF-8 has already replaced them. */
export function refuseForeignEncodings(folder: Folder, files: readonly TextFile[]): void {
  const foreign = files.find(({ text }) => text.includes('\uFFFD'));
  if (!foreign) return;
  throw new CodealongError(
    'unreadable',
    `${foreign.path} in ${folder.location} is not all UTF-8 text, so it can't be kept as it is. Save it as UTF-8 and try again. Nothing was changed.`,
  );
}
