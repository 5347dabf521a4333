import { CodealongError } from '../errors';
import type { Course } from './course';
import type { Language, Manifest } from './manifest';
import type { PlaceAnnotations } from './place-annotations';
import type { Problem } from './problem';

/** An exercise of the pack. */
export interface Exercise {
  readonly manifest: Manifest;
  /** Its folder in the pack, for example `week-01/circuit-breaker`. */
  readonly path: string;
}

/** Everything in a pack that could be read, and what could not. */
export interface Catalog {
  readonly course: Course;
  readonly exercises: ReadonlyMap<string, Exercise>;
  readonly places: PlaceAnnotations | undefined;
  readonly problems: readonly Problem[];
}

/** The exercise with this id. Refused with `unknown-exercise`, naming the nearest ids. */
export function exerciseOf(catalog: Catalog, id: string): Exercise {
  const exercise = catalog.exercises.get(id);
  if (exercise) return exercise;
  const known = [...catalog.exercises.keys()];
  throw new CodealongError(
    'unknown-exercise',
    `There is no exercise "${id}" in this course. It has: ${known.join(', ') || 'none'}.`,
  );
}

/** The languages in which an exercise can be solved, the default first. */
export function languagesOf(exercise: Exercise): readonly Language[] {
  const order: readonly Language[] = ['typescript', 'go'];
  return order.filter((language) => exercise.manifest.tracks[language] !== undefined);
}

/** The track of an exercise in a language. Refused with `unknown-language`. */
export function trackOf(exercise: Exercise, language: Language) {
  const track = exercise.manifest.tracks[language];
  if (track) return track;
  throw new CodealongError(
    'unknown-language',
    `"${exercise.manifest.id}" has no ${language} track. It can be solved in: ${languagesOf(exercise).join(', ')}.`,
  );
}

/** The paths, in the learner's folder, of the files that are theirs to write. */
export function learnerFiles(exercise: Exercise, language: Language): readonly string[] {
  return trackOf(exercise, language)
    .files.filter((file) => file.role === 'learner')
    .map((file) => file.path);
}
