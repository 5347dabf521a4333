import type { Folder } from '../ports';
import type { Catalog, CatalogEntry, Exercise } from './catalog';
import type { Course } from './course';
import type { PlaceAnnotations } from './place-annotations';

/**
 * A pack as it ships: read and validated once, when the extension is built. An index holds what the course shows at once;
 * each exercise lies in a file of its own and is read when somebody opens it.
 */
interface Index {
  readonly course: Course;
  readonly places?: PlaceAnnotations;
  readonly entries: readonly CatalogEntry[];
}

const indexFile = 'index.json';
const exerciseFile = (id: string): string => `exercises/${id}.json`;

/** Writes a catalog without problems in its compiled form. */
export async function compileCatalog(catalog: Catalog, to: Folder): Promise<void> {
  const { course, places } = catalog;
  const index: Index = { course, ...(places && { places }), entries: [...catalog.entries.values()] };
  for (const id of catalog.entries.keys())
    await to.write(exerciseFile(id), JSON.stringify(await catalog.exercise(id)));
  await to.write(indexFile, JSON.stringify(index));
}

/** Opens a compiled catalog. It was validated when it was written, so it is believed here. */
export async function openCompiledCatalog(compiled: Folder): Promise<Catalog> {
  const { course, places, entries } = JSON.parse(await compiled.read(indexFile)) as Index;
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const read = async (id: string): Promise<Exercise> =>
    JSON.parse(await compiled.read(exerciseFile(id))) as Exercise;
  const opened = new Map<string, Promise<Exercise>>();
  return {
    course,
    places,
    entries: known,
    problems: [],
    exercise: async (id) => {
      if (!known.has(id)) return undefined;
      const exercise = opened.get(id) ?? read(id);
      opened.set(id, exercise);
      return exercise;
    },
  };
}
