import { languages } from '../catalog/manifest';
import type { ExerciseProgress, Progress, Rating, Tick, TrackProgress } from './progress';
import { shownHintNumbers, withHintNumbers } from './shown-help';

/**
 * The progress of two copies of a course folder, for example of two branches. It does not matter which is which, in what
 * order several are merged, or how often. What was reached first counts, the latest check says the verdict, and a hint
 * that was shown once was shown. Keys that this version does not know are kept.
 */
export function mergeProgress(one: Progress, other: Progress): Progress {
  return {
    ...mergeUnknown(one, other),
    formatVersion: one.formatVersion,
    exercises: mergeEach(one.exercises, other.exercises, mergeExercise),
    ticks: mergeEach(one.ticks, other.ticks, mergeTick),
  };
}

function mergeExercise(one: ExerciseProgress, other: ExerciseProgress): ExerciseProgress {
  const known = languages.flatMap((language) => {
    const tracks = [one, other].flatMap(({ tracks }) => tracks[language] ?? []);
    return tracks.length > 0 ? [[language, tracks.reduce(mergeTrack)] as const] : [];
  });
  const tracks = { ...mergeUnknown(one.tracks, other.tracks), ...Object.fromEntries(known) };
  const causes = [...new Set([one, other].flatMap((side) => side.causes ?? []))].sort();
  const merged = {
    ...mergeUnknown(one, other),
    hints: 0,
    ...(causes.length > 0 && { causes }),
    tracks,
  };
  return withHintNumbers(merged, [one, other].flatMap(shownHintNumbers));
}

function mergeTrack(one: TrackProgress, other: TrackProgress): TrackProgress {
  const rated = one.ratings ?? other.ratings;
  const { checkedAt, verdict, passed, total, failing } = wasCheckedLater(one, other) ? one : other;
  return {
    ...mergeUnknown(one, other),
    startedAt: Math.min(one.startedAt, other.startedAt),
    checkedAt,
    verdict,
    passed,
    total,
    failing,
    referenceSeenAt: earliest(one.referenceSeenAt, other.referenceSeenAt),
    startedOverAt: latest(one.startedOverAt, other.startedOverAt),
    soloAt: earliest(one.soloAt, other.soloAt),
    solvedAt: earliest(one.solvedAt, other.solvedAt),
    productionReadyAt: earliest(one.productionReadyAt, other.productionReadyAt),
    ...(rated && { ratings: mergeEach(one.ratings ?? {}, other.ratings ?? {}, laterRating) }),
  };
}

/** What was said last counts; of two at the same moment, that it is done. */
function mergeTick(one: Tick, other: Tick): Tick {
  const at = Math.max(one.at, other.at);
  const done = [one, other].some((tick) => tick.at === at && tick.done);
  return { ...mergeUnknown(one, other), done, at };
}

/** What was rated last counts; of two at the same moment the higher mark: any rule does. */
function laterRating(one: Rating, other: Rating): Rating {
  const [later, earlier] = one.at >= other.at ? [one, other] : [other, one];
  const mark = one.at === other.at && earlier.mark > later.mark ? earlier.mark : later.mark;
  return { ...mergeUnknown(one, other), mark, at: later.at };
}

/** Of two checks at the same moment the one whose result is written later in order: any rule does. */
function wasCheckedLater(one: TrackProgress, other: TrackProgress): boolean {
  const [at, otherAt] = [one.checkedAt ?? -Infinity, other.checkedAt ?? -Infinity];
  const resultOf = ({ verdict, passed, total, failing }: TrackProgress) =>
    JSON.stringify([verdict, passed, total, failing]);
  return at === otherAt ? resultOf(one) > resultOf(other) : at > otherAt;
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}

/** All keys of both. Where both have one, nobody knows what it means: the value that is written later in order stays. */
function mergeUnknown(one: object, other: object): Record<string, unknown> {
  return mergeEach<unknown>({ ...one }, { ...other }, (value, otherValue) =>
    inOrder(value) > inOrder(otherValue) ? value : otherValue,
  );
}

function mergeEach<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  merge: (value: Value, otherValue: Value) => Value,
): Record<string, Value> {
  const entries = new Map(Object.entries(one));
  for (const [key, otherValue] of Object.entries(other)) {
    const value = entries.get(key);
    entries.set(key, value === undefined ? otherValue : merge(value, otherValue));
  }
  return Object.fromEntries([...entries].sort(([key], [otherKey]) => (key < otherKey ? -1 : 1)));
}

/** A value as text that does not depend on the order of its keys. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([key], [other]) => (key < other ? -1 : 1)))
      : part,
  );
}
