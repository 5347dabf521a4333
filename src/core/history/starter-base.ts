import type { TextFile } from '../text-file';
import type { HistoryStore } from './history-store';
import type { Moment, TrackName } from './moment';
import { laidOver, sameFiles, textOf } from './their-files';

/**
 * The texts of the course that the learner's files were made from: what an update is merged against. It is the latest
 * `scaffolded` moment, or the latest up to `until`; empty when none is kept.
 */
export async function starterBase(
  history: HistoryStore,
  track: TrackName,
  until?: Moment,
): Promise<readonly TextFile[]> {
  const moments = await history.list(track);
  const upTo =
    until === undefined ? moments : moments.slice(0, moments.findIndex(({ id }) => id === until.id) + 1);
  const base = upTo.findLast(({ kind }) => kind === 'scaffolded');
  return base ? history.read(track, base) : [];
}

/** Records these texts as the merge base of their files. The bases of other files stay. */
export async function rebase(
  history: HistoryStore,
  track: TrackName,
  texts: readonly TextFile[],
  at: number,
): Promise<void> {
  const before = await starterBase(history, track);
  const files = laidOver(before, texts);
  if (files.length > 0 && !sameFiles(before, files))
    await history.save(track, { kind: 'scaffolded', at, files });
}

/** Of these texts those that a base has for the files of these paths. */
export function baseOf(base: readonly TextFile[], paths: readonly string[]): readonly TextFile[] {
  return paths.flatMap((path) => {
    const text = textOf(base, path);
    return text === undefined ? [] : [{ path, text }];
  });
}
