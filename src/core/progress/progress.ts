import * as v from 'valibot';
import { languages, type Language } from '../catalog/manifest';
import { isProductionReady, type CheckReport } from '../check/report';
import { tallyOf } from '../check/tally';

const time = v.pipe(v.number(), v.integer());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What learners can give their own design for one criterion. */
export const marks = [0, 1, 2, 3] as const;

/** What a learner gave, and when. */
const rating = v.looseObject({ mark: v.picklist(marks), at: time });

const trackProgress = v.looseObject({
  startedAt: time,
  checkedAt: v.optional(time),
  verdict: v.optional(v.picklist(['passed', 'failed', 'unchecked'])),
  /** How many checks passed at the last check that judged, out of how many. */
  passed: v.optional(count),
  total: v.optional(count),
  /** The checks that failed then. */
  failing: v.optional(v.array(v.string())),
  /** When a check first passed. It stays when a later check fails: what is solved stays solved. */
  solvedAt: v.optional(time),
  /** When every check, production level included, first passed. */
  productionReadyAt: v.optional(time),
  /** When the reference was shown before the exercise was solved. */
  referenceSeenAt: v.optional(time),
  /** When the learner last began again from the starter after that. */
  startedOverAt: v.optional(time),
  /** When a check first passed of what was begun again. */
  soloAt: v.optional(time),
  /** Of a design: its learner's own marks, by criterion. */
  ratings: v.optional(v.record(v.string(), rating)),
});

const exerciseProgress = v.looseObject({
  /** How many hints were shown. */
  hints: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  /** The numbers of those that were shown, where they are not the first ones. */
  shown: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  /** The checks whose usual causes were told. */
  causes: v.optional(v.array(v.string())),
  tracks: v.looseObject({
    typescript: v.optional(trackProgress),
    go: v.optional(trackProgress),
    sql: v.optional(trackProgress),
    yaml: v.optional(trackProgress),
    markdown: v.optional(trackProgress),
  } satisfies Record<Language, unknown>),
});

/** What a learner says of a row that nothing can check: a section that was read, something that was tried. */
const tick = v.looseObject({ done: v.boolean(), at: time });

/** `.codealong/progress.json`, format 1. Times are milliseconds since 1970, UTC. Keys that it does not name are kept. */
export const progressSchema = v.looseObject({
  formatVersion: v.literal(1),
  exercises: v.record(v.string(), exerciseProgress),
  ticks: v.optional(v.record(v.string(), tick), {}),
});

export type Progress = v.InferOutput<typeof progressSchema>;
export type ExerciseProgress = v.InferOutput<typeof exerciseProgress>;
export type Rating = v.InferOutput<typeof rating>;
export type Mark = (typeof marks)[number];
export type TrackProgress = v.InferOutput<typeof trackProgress>;
/** A track that was started, with its language. */
export type StartedTrack = TrackProgress & { readonly language: Language };
export type Tick = v.InferOutput<typeof tick>;

export const noProgress: Progress = { formatVersion: 1, exercises: {}, ticks: {} };

/** Where an exercise stands, over all its tracks. */
export type ExerciseState = 'new' | 'started' | 'failing' | 'passed' | 'production-ready';

export function stateOf(progress: Progress, id: string): ExerciseState {
  const tracks = languages.flatMap((language) => progress.exercises[id]?.tracks[language] ?? []);
  if (tracks.some((track) => track.productionReadyAt !== undefined)) return 'production-ready';
  if (tracks.some((track) => track.solvedAt !== undefined)) return 'passed';
  if (tracks.some((track) => track.verdict === 'failed')) return 'failing';
  return tracks.length > 0 ? 'started' : 'new';
}

/** Whether the exercise was solved once in this language: from then on its reference may be seen. */
export function isSolved(progress: Progress, id: string, language: Language): boolean {
  return progress.exercises[id]?.tracks[language]?.solvedAt !== undefined;
}

/** The tracks of an exercise that were started, in the order of the languages. */
export function startedTracks(progress: Progress, id: string): readonly StartedTrack[] {
  return languages.flatMap((language) => {
    const track = progress.exercises[id]?.tracks[language];
    return track ? [{ language, ...track }] : [];
  });
}

/** The languages in which the exercise was started. */
export function startedLanguages(progress: Progress, id: string): readonly Language[] {
  return languages.filter((language) => progress.exercises[id]?.tracks[language] !== undefined);
}

export function withStart(progress: Progress, id: string, language: Language, now: number): Progress {
  return withTrack(progress, id, language, (track) => track ?? { startedAt: now });
}

export function withReport(
  progress: Progress,
  report: CheckReport,
  language: Language,
  now: number,
): Progress {
  return withTrack(progress, report.exercise, language, (track) => ({
    ...(track ?? { startedAt: now }),
    checkedAt: now,
    verdict: report.verdict,
    ...(report.verdict !== 'unchecked' && passedOf(report)),
    ...(report.verdict === 'passed' && { solvedAt: track?.solvedAt ?? now, ...soloOf(track, now) }),
    ...(isProductionReady(report) && { productionReadyAt: track?.productionReadyAt ?? now }),
  }));
}

function passedOf({ checks }: CheckReport): Pick<TrackProgress, 'passed' | 'total' | 'failing'> {
  const { passed, total } = tallyOf(checks);
  const failing = checks.filter(({ status }) => status === 'failed').map(({ id }) => id);
  return { passed, total, failing };
}

/** What passes after a new beginning is the learner's own, though the reference was seen. */
function soloOf(track: TrackProgress | undefined, now: number): Pick<TrackProgress, 'soloAt'> {
  return track?.startedOverAt === undefined ? {} : { soloAt: track.soloAt ?? now };
}

/** After a reset the last verdict speaks of code that is gone. That it was solved once stays. */
export function withReset(progress: Progress, id: string, language: Language, now: number): Progress {
  return withTrack(progress, id, language, (track) => {
    const kept: TrackProgress = { startedAt: now, ...track };
    delete kept.checkedAt;
    delete kept.verdict;
    delete kept.passed;
    delete kept.total;
    delete kept.failing;
    return kept.referenceSeenAt === undefined ? kept : { ...kept, startedOverAt: now };
  });
}

/** A mark for one criterion takes the place of the one before. */
export function withRating(
  progress: Progress,
  id: string,
  language: Language,
  criterion: string,
  rating: Rating,
): Progress {
  return withTrack(progress, id, language, (track) => {
    const before = track ?? { startedAt: rating.at };
    return { ...before, ratings: { ...before.ratings, [criterion]: rating } };
  });
}

/** The marks that a learner gave their own design, by criterion. */
export function ratingsOf(
  progress: Progress,
  id: string,
  language: Language,
): Readonly<Record<string, Rating>> {
  return progress.exercises[id]?.tracks[language]?.ratings ?? {};
}

/** Changes what is known of an exercise in one language. */
export function withTrack(
  progress: Progress,
  id: string,
  language: Language,
  change: (track: TrackProgress | undefined) => TrackProgress,
): Progress {
  const entry = progress.exercises[id] ?? { hints: 0, tracks: {} };
  return withEntry(progress, id, {
    ...entry,
    tracks: { ...entry.tracks, [language]: change(entry.tracks[language]) },
  });
}

/** Changes what is known of an exercise. */
export function withEntry(progress: Progress, id: string, entry: ExerciseProgress): Progress {
  return { ...progress, exercises: { ...progress.exercises, [id]: entry } };
}
