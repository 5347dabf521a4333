import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import { timestamp } from '../timestamp';
import { formatProgress } from './format-progress';
import { parseProgress } from './parse-progress';
import { noProgress, type Progress } from './progress';

export const progressPath = '.codealong/progress.json';

/** What the progress file of a folder says. */
export interface ProgressRead {
  /** None when the file is corrupt. */
  readonly progress: Progress;
  /** The file is there and can't be understood. The next update sets it aside. */
  readonly isCorrupt: boolean;
}

/**
 * Reads the progress of a learner's folder and writes nothing; no file means none yet. Refused with `newer-format` when a
 * later version wrote it, and with `unreadable` when it is not a readable file.
 */
export async function readProgress(folder: Folder): Promise<ProgressRead> {
  if ((await folder.kind(progressPath)) === 'missing') return { progress: noProgress, isCorrupt: false };
  const parsed = parseProgress(await folder.read(progressPath));
  if (parsed === 'corrupt') return { progress: noProgress, isCorrupt: true };
  if (parsed !== 'newer') return { progress: parsed, isCorrupt: false };
  throw new CodealongError(
    'newer-format',
    `${progressPath} in ${folder.location} was written by a later version. Update the extension to go on with it.`,
  );
}

/** What an update did. */
export interface ProgressUpdate {
  readonly progress: Progress;
  /** The path that a corrupt file was moved to, whole, before a new one was begun. */
  readonly setAside?: string;
}

/**
 * Changes the progress of a folder. Whoever else changes it at the same time, in this process or another, waits: no change
 * is lost. Refused like reading, and like writing.
 */
export async function updateProgress(
  folder: Folder,
  now: number,
  change: (progress: Progress) => Progress,
): Promise<ProgressUpdate> {
  return folder.exclusively(progressPath, async () => {
    const { progress, isCorrupt } = await readProgress(folder);
    const changed = change(progress);
    const setAside = isCorrupt ? await moveAside(folder, now) : undefined;
    await folder.write(progressPath, formatProgress(changed));
    return { progress: changed, ...(setAside !== undefined && { setAside }) };
  });
}

/** Gives the file a name that nothing has yet. */
async function moveAside(folder: Folder, now: number): Promise<string> {
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `-${count}`;
    const path = `.codealong/progress.corrupt-${timestamp(now)}${suffix}.json`;
    if ((await folder.kind(path)) !== 'missing') continue;
    await folder.move(progressPath, path);
    return path;
  }
}
