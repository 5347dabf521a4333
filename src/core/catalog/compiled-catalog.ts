import type { Section } from '../guides/section';
import type { Hint } from '../hints/hint';
import type { Folder } from '../ports';
import type { Catalog, CatalogEntry, Exercise } from './catalog';
import type { Course } from './course';
import type { PlaceAnnotations } from './place-annotations';

/**
 * A pack as it ships: read and validated once, when the extension is built. An index holds what the course shows at once;
 * each exercise and the sections of the guides lie in files of their own, read when somebody asks. What only authors need,
 * such as the mistakes that an exercise is proven with, is in none of them.
 */
interface Index {
  readonly course: Course;
  readonly places?: PlaceAnnotations;
  readonly readings: readonly (readonly [anchor: string, title: string])[];
  readonly entries: readonly CatalogEntry[];
}

interface CompiledExercise {
  readonly exercise: Exercise;
  readonly hints: readonly Hint[];
}

const indexFile = 'index.json';
const sectionsFile = 'sections.json';
const exerciseFile = (id: string): string => `exercises/${id}.json`;

/** Writes a catalog without problems in its compiled form. */
export async function compileCatalog(catalog: Catalog, to: Folder): Promise<void> {
  const { course, places, readings } = catalog;
  const index: Index = {
    course,
    ...(places && { places }),
    readings: [...readings],
    entries: [...catalog.entries.values()],
  };
  for (const id of catalog.entries.keys()) {
    const compiled = { exercise: await catalog.exercise(id), hints: await catalog.hints(id) };
    await to.write(exerciseFile(id), JSON.stringify(compiled));
  }
  await to.write(sectionsFile, JSON.stringify([...(await catalog.sections())]));
  await to.write(indexFile, JSON.stringify(index));
}

/** Opens a compiled catalog. It was validated when it was written, so it is believed here. */
export async function openCompiledCatalog(compiled: Folder): Promise<Catalog> {
  const read = async <T>(file: string): Promise<T> => JSON.parse(await compiled.read(file)) as T;
  const { course, places, readings, entries } = await read<Index>(indexFile);
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const opened = new Map<string, Promise<CompiledExercise>>();
  const open = (id: string): Promise<CompiledExercise> => {
    const exercise = opened.get(id) ?? read<CompiledExercise>(exerciseFile(id));
    opened.set(id, exercise);
    return exercise;
  };
  let sections: Promise<ReadonlyMap<string, Section>> | undefined;
  const readSections = async (): Promise<ReadonlyMap<string, Section>> =>
    new Map(await read<readonly (readonly [anchor: string, section: Section])[]>(sectionsFile));
  return {
    course,
    places,
    entries: known,
    problems: [],
    readings: new Map(readings),
    moved: new Map(),
    exercise: async (id) => (known.has(id) ? (await open(id)).exercise : undefined),
    hints: async (id) => (known.has(id) ? (await open(id)).hints : []),
    sections: () => (sections ??= readSections()),
  };
}
