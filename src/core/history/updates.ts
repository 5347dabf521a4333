import type { Exercise } from '../catalog/catalog';
import type { Folder } from '../ports';
import { sameText } from '../scaffold/same-text';
import { templatesOf } from '../scaffold/scaffold';
import type { TextFile } from '../text-file';
import { isProjectFile } from '../scaffold/kit-files';
import type { HistoryStore } from './history-store';
import { mergeText } from './merge-text';
import type { TrackName } from './moment';
import { starterBase } from './starter-base';
import { filesIn, textOf } from './their-files';

/** What an update of the course means for one file in the learner's folder. */
export type FileUpdate =
  /** A file that the course did not have before, and the learner does not have. */
  | { readonly path: string; readonly kind: 'new'; readonly text: string }
  /** The learner's text with the course's changes in it, next to theirs or, in a `conflict`, between markers. */
  | { readonly path: string; readonly kind: 'merged' | 'conflict'; readonly text: string }
  /** It differs from the course's, and the version it was made from is no longer known: it is left alone. */
  | { readonly path: string; readonly kind: 'no-base' };

export interface UpdateRequest {
  readonly pack: Folder;
  readonly folder: Folder;
  readonly history: HistoryStore;
  readonly exercise: Exercise;
  readonly track: TrackName;
}

/** What the learner's files are updated to, and from what they will then be made. */
export interface UpdatePlan {
  readonly files: readonly FileUpdate[];
  readonly base: readonly TextFile[];
}

/** What an update would do: nothing when the course did not change since the learner's files were made from it. */
export async function planUpdate({
  pack,
  folder,
  history,
  exercise,
  track,
}: UpdateRequest): Promise<UpdatePlan> {
  const shippedNow = await templatesOf(pack, exercise, track.language, folder);
  const base = await starterBase(history, track);
  const theirs = await filesIn(
    folder,
    shippedNow.map(({ path }) => path),
  );
  const versions = shippedNow.map(({ path, text }): Versions => ({
    path,
    shipped: text,
    base: textOf(base, path),
    theirs: textOf(theirs, path),
  }));
  return {
    files: versions.flatMap((file) => updateOf(file) ?? []),
    base: versions.filter((file) => !isForeign(file)).map(({ path, shipped: text }) => ({ path, text })),
  };
}

/** One file: as the course has it, as the course had it when the learner's was made, and as the learner has it. */
interface Versions {
  readonly path: string;
  readonly shipped: string;
  readonly base: string | undefined;
  readonly theirs: string | undefined;
}

/** Whether the learner's file is there, and was never known to be made from ours. */
function isForeign({ shipped, base, theirs }: Versions): boolean {
  return theirs !== undefined && base === undefined && !sameText(theirs, shipped);
}

function updateOf(file: Versions): FileUpdate | undefined {
  const { path, shipped, base, theirs } = file;
  if (isForeign(file)) return isProjectFile(path) ? undefined : { path, kind: 'no-base' };
  if (theirs === undefined) return base === undefined ? { path, kind: 'new', text: shipped } : undefined;
  if (base === undefined || sameText(base, shipped) || sameText(theirs, shipped)) return undefined;
  const { text, isConflict } = mergeText(theirs, base, shipped);
  return text === theirs ? undefined : { path, kind: isConflict ? 'conflict' : 'merged', text };
}
