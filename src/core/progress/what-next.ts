import type { Catalog, CatalogEntry } from '../catalog/catalog';
import { exercisesOf } from '../catalog/items';
import type { Course } from '../catalog/course';
import type { Language } from '../catalog/manifest';
import { isSolved } from './exercise-state';
import { startedTracks, stateOf, type Progress } from './progress';

/** A solution that a learner works on. */
export interface AtHand {
  readonly exercise: string;
  readonly language: Language;
}

/** What was started or checked last, of what the course has. */
export function lastWorkedOn({ entries }: Pick<Catalog, 'entries'>, progress: Progress): AtHand | undefined {
  const tracks = [...entries.keys()].flatMap((exercise) =>
    startedTracks(progress, exercise).map(({ language, startedAt, checkedAt }) => {
      return { exercise, language, at: Math.max(startedAt, checkedAt ?? 0) };
    }),
  );
  const [last] = tracks.sort((one, other) => other.at - one.at);
  return last && { exercise: last.exercise, language: last.language };
}

/**
 * The exercise to go on with: in the order of the course, within the weeks of the learning path, the first after `done` that is
 * not solved; where there is none, the first of all. Before anything was done it is one to build: a quick success.
 */
export function nextExercise(
  { course, entries }: Pick<Catalog, 'course' | 'entries'>,
  progress: Progress,
  path: Course['paths'][number] | undefined,
  done?: string,
): CatalogEntry | undefined {
  const order = course.weeks
    .filter(({ number }) => path?.weeks.includes(number) ?? true)
    .flatMap(({ blocks }) => blocks.flatMap(exercisesOf))
    .flatMap((id) => entries.get(id) ?? []);
  const isOpen = ({ id }: CatalogEntry): boolean => id !== done && !isSolved(stateOf(progress, id));
  if (done === undefined) return order.find((entry) => isOpen(entry) && entry.kind === 'build');
  const place = order.findIndex(({ id }) => id === done);
  return order.slice(place + 1).find(isOpen) ?? order.find(isOpen);
}
