import * as v from 'valibot';
import type { ParseData } from '../data-document';
import { CodealongError } from '../errors';
import type { Folder } from '../ports';
import { catalogOf, type Catalog, type Exercise } from './catalog';
import type { Complaint } from './complaint';
import { courseSchema, type Course } from './course';
import { courseComplaints } from './course-rules';
import { manifestSchema, type Manifest } from './manifest';
import { manifestComplaints } from './manifest-rules';
import { annotationsSchema } from './place-annotations';
import { formatProblem, problemsOf, type Problem } from './problem';

type Read<T> = { readonly value?: T; readonly problems: readonly Problem[] };

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
  const found = await readExercises(pack, parse);
  const places =
    (await pack.kind('annotations.yaml')) === 'missing'
      ? { problems: [] }
      : await readData(pack, parse, 'annotations.yaml', annotationsSchema);
  const problems = [
    ...course.problems,
    ...found.problems,
    ...places.problems,
    ...placementProblems(course.value, found.exercises),
  ];
  return catalogOf({ course: course.value, places: places.value, problems }, [...found.exercises.values()]);
}

async function readExercises(pack: Folder, parse: ParseData) {
  const exercises = new Map<string, Exercise>();
  const problems: Problem[] = [];
  for (const path of await exerciseFolders(pack)) {
    const file = `${path}/exercise.yaml`;
    const manifest = await readData(pack, parse, file, manifestSchema, manifestComplaints);
    problems.push(...manifest.problems);
    if (!manifest.value) continue;
    const { id } = manifest.value;
    const first = exercises.get(id);
    if (first) {
      problems.push({
        file,
        message: `the id "${id}" is taken by ${first.path}/exercise.yaml; choose another`,
      });
      continue;
    }
    exercises.set(id, { manifest: manifest.value, path });
  }
  return { exercises, problems };
}

async function exerciseFolders(pack: Folder): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const week of await pack.list('')) {
    if (week.kind !== 'folder' || !/^week-\d\d$/.test(week.name)) continue;
    for (const entry of await pack.list(week.name)) {
      if (entry.kind === 'folder') folders.push(`${week.name}/${entry.name}`);
    }
  }
  return folders;
}

/** Reads one data file against its schema; `rules` are what a schema can't say and make the value unusable as well. */
async function readData<T extends v.GenericSchema>(
  pack: Folder,
  parse: ParseData,
  file: string,
  schema: T,
  rules?: (value: v.InferOutput<T>) => readonly Complaint[],
): Promise<Read<v.InferOutput<T>>> {
  if ((await pack.kind(file)) !== 'file')
    return { problems: [{ file, message: 'the file is missing; add it' }] };
  const document = parse(await pack.read(file));
  if (document.errors.length > 0) return { problems: document.errors.map((error) => ({ file, ...error })) };
  const result = v.safeParse(schema, document.value);
  if (!result.success) return { problems: problemsOf(file, document, result.issues) };
  const complaints = rules?.(result.output) ?? [];
  const problems = complaints.map(({ path, message }) => ({ file, ...document.locate(path), message }));
  return problems.length > 0 ? { problems } : { value: result.output, problems };
}

/** What `course.yaml` lists and what the exercises say of their own place must agree. */
function placementProblems(
  course: Course,
  exercises: ReadonlyMap<string, { manifest: Manifest; path: string }>,
) {
  const problems: Problem[] = [];
  const placed = new Map<string, string>();
  for (const week of course.weeks) {
    for (const block of week.blocks) {
      for (const id of block.exercises) placed.set(id, `${week.number}${block.id}`);
    }
  }
  for (const id of placed.keys()) {
    if (!exercises.has(id)) {
      problems.push({
        file: 'course.yaml',
        message: `lists the exercise "${id}", which can't be read or is not there`,
      });
    }
  }
  for (const { manifest, path } of exercises.values()) {
    const place = placed.get(manifest.id);
    const own = `${manifest.week}${manifest.block}`;
    if (place !== own) {
      const where = place ? `lists it in week ${place}` : 'does not list it';
      problems.push({ file: `${path}/exercise.yaml`, message: `says week ${own}, but course.yaml ${where}` });
    }
  }
  return problems;
}
