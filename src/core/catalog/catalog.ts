import { CodealongError } from '../errors';
import type { Course } from './course';
import type { Hint } from '../hints/hint';
import type { ExerciseItem } from './items';
import type { MovedAnchors } from '../guides/guide';
import type { Section } from '../guides/section';
import { languages, type Language, type Manifest } from './manifest';
import type { PlaceAnnotations } from './place-annotations';
import type { Problem } from './problem';

/** An exercise of the pack. */
export interface Exercise {
  readonly manifest: Manifest;
  /** Its folder in the pack, for example `week-01/circuit-breaker`. */
  readonly path: string;
}

/** What the course shows of an exercise before anybody opens it: little, so that a course can have thousands. */
export type CatalogEntry = ReturnType<typeof entryOf>;

function entryOf({ manifest, path }: Exercise) {
  const { id, title, summary, week, block, size, requires, tracks } = manifest;
  return { path, id, title, summary, week, block, size, requires, tracks, kind: kindOf(tracks) };
}

/** What an exercise asks for, as `course.yaml` names it. */
function kindOf(tracks: Manifest['tracks']): ExerciseItem['kind'] {
  if (tracks.markdown) return 'design';
  return tracks.yaml ? 'numbers' : 'build';
}

/** Everything in a pack that could be read, and what could not. */
export interface Catalog {
  readonly course: Course;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  readonly places: PlaceAnnotations | undefined;
  readonly problems: readonly Problem[];
  /** The titles of what the course gives to read, by anchor: of the sections that exist. */
  readonly readings: ReadonlyMap<string, string>;
  /** The whole of an exercise; undefined when the catalog has no entry for it. */
  exercise(id: string): Promise<Exercise | undefined>;
  /** The hints of an exercise, in order; none when the catalog has no entry for it. */
  hints(id: string): Promise<readonly Hint[]>;
  /** Which anchors have moved, and where to. For authors: a compiled catalog has none, since its sections know former anchors. */
  readonly moved: MovedAnchors;
  /** Every section of the guides that exist, by anchor, also by the anchors that it had before. */
  sections(): Promise<ReadonlyMap<string, Section>>;
}

/** A catalog of exercises that are all in memory. */
export function catalogOf(
  parts: Pick<Catalog, 'course' | 'places' | 'problems'> &
    Partial<Pick<Catalog, 'readings' | 'hints' | 'sections' | 'moved'>>,
  exercises: readonly Exercise[],
): Catalog {
  const known = new Map(exercises.map((exercise) => [exercise.manifest.id, exercise]));
  const entries = new Map(exercises.map((exercise) => [exercise.manifest.id, entryOf(exercise)]));
  const none = {
    readings: new Map<string, string>(),
    hints: async () => [],
    sections: async () => new Map<string, Section>(),
    moved: new Map<string, string>(),
  };
  return { ...none, ...parts, entries, exercise: async (id) => known.get(id) };
}

/** The exercise with this id. Refused with `unknown-exercise`, naming the ids that there are. */
export async function exerciseOf(catalog: Catalog, id: string): Promise<Exercise> {
  const exercise = await catalog.exercise(id);
  if (exercise) return exercise;
  const known = [...catalog.entries.keys()];
  throw new CodealongError(
    'unknown-exercise',
    `There is no exercise "${id}" in this course. It has: ${known.join(', ') || 'none'}.`,
  );
}

/** The languages in which an exercise can be solved, the default first. */
export function languagesOf({ tracks }: Pick<Manifest, 'tracks'>): readonly Language[] {
  return languages.filter((language) => tracks[language] !== undefined);
}

/** The track of an exercise in a language. Refused with `unknown-language`. */
export function trackOf(exercise: Exercise, language: Language) {
  const track = exercise.manifest.tracks[language];
  if (track) return track;
  throw new CodealongError(
    'unknown-language',
    `"${exercise.manifest.id}" has no ${language} track. It can be solved in: ${languagesOf(exercise.manifest).join(', ')}.`,
  );
}

/** The paths, in the learner's folder, of the files that are theirs to write. */
export function learnerFiles(exercise: Exercise, language: Language): readonly string[] {
  return trackOf(exercise, language)
    .files.filter((file) => file.role === 'learner')
    .map((file) => file.path);
}
