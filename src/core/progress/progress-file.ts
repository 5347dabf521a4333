import * as v from 'valibot';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import { noProgress, progressSchema, type Progress } from './progress';

export const progressPath = '.codealong/progress.json';

/**
 * Reads the progress of a learner's folder; no file means none yet. A file that can't be understood is refused and left
 * as it is: `newer-format` when a later version wrote it, else `unreadable`.
 */
export async function readProgress(folder: Folder): Promise<Progress> {
  if ((await folder.kind(progressPath)) === 'missing') return noProgress;
  const data = parseJson(await folder.read(progressPath));
  const result = v.safeParse(progressSchema, data);
  if (result.success) return result.output;
  if (
    typeof data === 'object' &&
    data !== null &&
    'formatVersion' in data &&
    Number(data.formatVersion) > 1
  ) {
    throw new CodealongError(
      'newer-format',
      `${progressPath} in ${folder.location} was written by a later version. Update the extension to go on with it.`,
    );
  }
  throw new CodealongError(
    'unreadable',
    `${progressPath} in ${folder.location} can't be understood. Mend it or move it away; nothing in it was changed.`,
  );
}

/** Changes the progress of a folder. Changes to the same folder from this process happen one after the other. */
export async function updateProgress(
  folder: Folder,
  change: (progress: Progress) => Progress,
): Promise<Progress> {
  const before = queues.get(folder.location) ?? Promise.resolve();
  const update = before.then(async () => {
    const changed = change(await readProgress(folder));
    await folder.write(progressPath, `${JSON.stringify(changed, null, 2)}\n`);
    return changed;
  });
  queues.set(
    folder.location,
    update.then(
      () => undefined,
      () => undefined,
    ),
  );
  return update;
}

const queues = new Map<string, Promise<void>>();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
