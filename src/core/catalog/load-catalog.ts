import type { ParseData } from '../data-document';
import { CodealongError } from '../errors';
import { guideSections, type MovedAnchors } from '../guides/guide';
import type { Section } from '../guides/section';
import { parseHints } from '../hints/parse-hints';
import type { Folder } from '../ports';
import { catalogOf, type Catalog, type Exercise } from './catalog';
import { courseSchema, type Course } from './course';
import { courseComplaints } from './course-rules';
import { itemsOf } from './items';
import { manifestFileSchema } from './manifest-file';
import { manifestComplaints } from './manifest-rules';
import { readMovedAnchors } from './moved-anchors';
import { annotationsSchema } from './place-annotations';
import { formatProblem, type Problem } from './problem';
import { readData } from './read-data';
import { readManifest, type ExercisePlace } from './read-manifest';

/**
 * Reads a pack. A broken exercise is left out and named among the problems, so that the others stay usable.
 * Refused with `invalid-pack` when there is no readable `course.yaml`.
 */
export async function loadCatalog(pack: Folder, parse: ParseData): Promise<Catalog> {
  const course = await readData(pack, parse, 'course.yaml', courseSchema, courseComplaints);
  if (!course.value) {
    throw new CodealongError(
      'invalid-pack',
      `The course in ${pack.location} can't be read.\n${course.problems.map(formatProblem).join('\n')}`,
    );
  }
  const found = await readExercises(pack, parse, course.value);
  const places =
    (await pack.kind('annotations.yaml')) === 'missing'
      ? { problems: [] }
      : await readData(pack, parse, 'annotations.yaml', annotationsSchema);
  const { moved, problems: movedProblems } = await readMovedAnchors(pack, parse);
  const problems = [...course.problems, ...found.problems, ...places.problems, ...movedProblems];
  const { hints, sections } = texts(pack, course.value, moved, found.exercises);
  const readings = await readingsOf(course.value, sections);
  return catalogOf(
    { course: course.value, places: places.value, problems, readings, hints, sections, moved },
    found.exercises,
  );
}

/** The titles of the sections that the course gives to read, by anchor: of those that exist. */
async function readingsOf(
  course: Course,
  sections: Catalog['sections'],
): Promise<ReadonlyMap<string, string>> {
  const anchors = itemsOf(course).flatMap((item) => (item.kind === 'read' ? item.anchor : []));
  if (anchors.length === 0) return new Map();
  const known = await sections();
  return new Map(
    anchors.flatMap((anchor) => {
      const title = known.get(anchor)?.title;
      return title === undefined ? [] : [[anchor, title] as const];
    }),
  );
}

/** What stands in the Markdown files of a pack: read when somebody asks, and once. */
function texts(pack: Folder, course: Course, moved: MovedAnchors, exercises: readonly Exercise[]) {
  const paths = new Map(exercises.map(({ manifest, path }) => [manifest.id, path]));
  let sections: Promise<ReadonlyMap<string, Section>> | undefined;
  return {
    sections: () => (sections ??= guideSections(pack, course.phases, moved)),
    hints: async (id: string) => {
      const path = paths.get(id);
      return path === undefined ? [] : parseHints(await pack.read(`${path}/hints.md`));
    },
  };
}

async function readExercises(pack: Folder, parse: ParseData, course: Course) {
  const exercises: Exercise[] = [];
  const problems: Problem[] = [];
  const unread = placesIn(course);
  for (const { week, id } of await exerciseFolders(pack)) {
    const path = `${week}/${id}`;
    const place = unread.get(id);
    if (!place || Number(week.slice(-2)) !== place.week) {
      problems.push({ file: `${path}/exercise.yaml`, message: misplaced(id, place) });
      continue;
    }
    unread.delete(id);
    const read = await readExercise(pack, parse, path, place);
    problems.push(...read.problems);
    if (read.exercise) exercises.push(read.exercise);
    else problems.push({ file: 'course.yaml', message: `lists the exercise "${id}", which can't be read` });
  }
  return { exercises, problems };
}

async function readExercise(pack: Folder, parse: ParseData, path: string, place: ExercisePlace) {
  const file = `${path}/exercise.yaml`;
  const { value, problems, document } = await readData(
    pack,
    parse,
    file,
    manifestFileSchema,
    manifestComplaints,
  );
  if (!value || !document) return { problems };
  const { manifest, complaints } = readManifest(value, place);
  if (complaints.length === 0) return { exercise: { manifest, path }, problems };
  return {
    problems: complaints.map(({ path: at, message }) => ({ file, ...document.locate(at), message })),
  };
}

/** Where `course.yaml` puts each exercise, also those that are still to be written. */
function placesIn(course: Course): Map<string, ExercisePlace> {
  const places = new Map<string, ExercisePlace>();
  for (const { number: week, blocks } of course.weeks) {
    for (const block of blocks) {
      for (const item of block.items) {
        if ('exercise' in item) places.set(item.exercise, { id: item.exercise, week, block: block.id });
      }
    }
  }
  return places;
}

function misplaced(id: string, place: ExercisePlace | undefined): string {
  if (!place) return `course.yaml does not list "${id}"; add it to the block that it belongs to`;
  const week = `week-${String(place.week).padStart(2, '0')}`;
  return `course.yaml lists "${id}" in week ${place.week}; move its folder to ${week}/${id}`;
}

async function exerciseFolders(pack: Folder) {
  const folders: { readonly week: string; readonly id: string }[] = [];
  for (const week of await pack.list('')) {
    if (week.kind !== 'folder' || !/^week-\d\d$/.test(week.name)) continue;
    for (const entry of await pack.list(week.name)) {
      if (entry.kind === 'folder') folders.push({ week: week.name, id: entry.name });
    }
  }
  return folders;
}
