import type { TextFile } from '../text-file';
import type { Moment, NewMoment, TrackName } from './moment';

/** Where moments are kept. */
export interface MomentStore {
  /** Keeps a moment as the latest of its track and gives its id once it is on disk. Rejects when it could not be kept. */
  save(track: TrackName, moment: NewMoment): Promise<string>;
  /** The moments of a track, in the order in which they were kept. */
  list(track: TrackName): Promise<readonly Moment[]>;
  /** The files of a moment of this store, byte for byte. */
  read(track: TrackName, moment: Moment): Promise<readonly TextFile[]>;
}

/** What keeps the moments, and why it is not git when it is not. */
export type Keeper = { readonly kind: 'git' } | { readonly kind: 'copies'; readonly why: string };

/** Port: the history of one learner's folder. */
export interface HistoryStore extends MomentStore {
  keeper(): Promise<Keeper>;
}
