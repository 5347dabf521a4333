import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';
import type { HistoryStore } from './history-store';
import type { Moment, MomentKind, TrackName } from './moment';
import { filesIn, refuseForeignEncodings, sameFiles, textOf } from './their-files';

/** Where a write of ours goes, and what is kept of it. */
export interface WriteTarget {
  readonly folder: Folder;
  readonly history: HistoryStore;
  readonly track: TrackName;
  /** Paths of the learner's files of the exercise: they are always kept, whether they change or not. */
  readonly own: readonly string[];
  readonly now: () => number;
}

export interface Overwritten {
  /** Paths of the files whose text changed. */
  readonly changed: readonly string[];
  /** Id of the moment that holds what was there; absent when nothing was there or nothing changed. */
  readonly kept?: Moment['id'];
}

/**
 * Writes files over the learner's. What is there is kept first; when that fails nothing is written. Refused with `busy` when
 * somebody saves one of the files while they are being kept.
 */
export async function overwrite(
  { folder, history, track, own, now }: WriteTarget,
  kind: MomentKind,
  files: readonly TextFile[],
): Promise<Overwritten> {
  const paths = [...new Set([...own, ...files.map(({ path }) => path)])];
  const there = await filesIn(folder, paths);
  const changed = files.filter(({ path, text }) => textOf(there, path) !== text);
  if (changed.length === 0) return { changed: [] };
  const kept = there.length === 0 ? {} : { kept: await keep() };
  for (const { path, text } of changed) await folder.write(path, text);
  return { changed: changed.map(({ path }) => path), ...kept };

  async function keep(): Promise<string> {
    refuseForeignEncodings(folder, there);
    const id = await history.save(track, {
      kind,
      at: now(),
      overwritten: changed.map(({ path }) => path),
      files: there,
    });
    if (sameFiles(there, await filesIn(folder, paths))) return id;
    throw new CodealongError(
      'busy',
      `The files of "${track.id}" in ${folder.location} were just saved by another program. Try again. Nothing was changed.`,
    );
  }
}
