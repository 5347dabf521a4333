import type { Language } from '../catalog/manifest';
import { withTrack, type Progress, type TrackProgress } from './progress';

/** The learner saw the reference before they had solved the exercise. */
export function withReferenceSeen(progress: Progress, id: string, language: Language, now: number): Progress {
  return withTrack(progress, id, language, (track) => ({
    ...(track ?? { startedAt: now }),
    referenceSeenAt: track?.referenceSeenAt ?? now,
  }));
}

/** Whether what was solved was solved with the reference, and not once more from the starter since. */
export function isSolvedWithReference(track: TrackProgress): boolean {
  return track.solvedAt !== undefined && track.referenceSeenAt !== undefined && track.soloAt === undefined;
}

/** Whether the reference may be looked at: the exercise was solved, or the learner chose to see it. */
export function isReferenceOpen(track: TrackProgress | undefined): boolean {
  return track?.solvedAt !== undefined || track?.referenceSeenAt !== undefined;
}
