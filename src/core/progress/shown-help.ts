import { startedTracks, withEntry, type ExerciseProgress, type Progress } from './progress';

/** The numbers of the hints of an exercise that were shown, ascending. */
export function shownHintNumbers({
  hints,
  shown,
}: Pick<ExerciseProgress, 'hints' | 'shown'>): readonly number[] {
  return shown ?? Array.from({ length: hints }, (_, index) => index + 1);
}

/** A hint that was shown stays shown, also when another window showed others meanwhile. */
export function withHint(progress: Progress, id: string, number: number): Progress {
  const entry = progress.exercises[id] ?? { hints: 0, tracks: {} };
  return withEntry(progress, id, withHintNumbers(entry, [...shownHintNumbers(entry), number]));
}

/** The usual causes of a check that were told once stay told. */
export function withCauses(progress: Progress, id: string, check: string): Progress {
  const entry = progress.exercises[id] ?? { hints: 0, tracks: {} };
  const causes = [...new Set([...(entry.causes ?? []), check])].sort();
  return withEntry(progress, id, { ...entry, causes });
}

/** Hints that were shown are written by their count alone while they are the first ones, as before they had numbers. */
export function withHintNumbers(entry: ExerciseProgress, numbers: readonly number[]): ExerciseProgress {
  const shown = [...new Set(numbers)].sort((one, other) => one - other);
  const changed = { ...entry, hints: shown.length };
  delete changed.shown;
  return (shown.at(-1) ?? 0) === shown.length ? changed : { ...changed, shown };
}

/** The checks that failed when the exercise was last judged, in whatever language that was. */
export function failingChecks(progress: Progress, id: string): readonly string[] {
  const [latest] = [...startedTracks(progress, id)].sort(
    (one, other) => (other.checkedAt ?? 0) - (one.checkedAt ?? 0),
  );
  return latest?.failing ?? [];
}
