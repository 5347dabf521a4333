import * as v from 'valibot';
import { guideAnchor, slug, text } from './values';

/** How many rows the roadmap has for each block. */
export const rowsPerBlock = 4;

const row = v.optional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(rowsPerBlock, `a block has ${rowsPerBlock} rows`),
  ),
);

const kinds = ['read', 'build', 'numbers', 'design', 'mock', 'do'] as const;

const itemFile = v.strictObject({
  /** The anchor of a guide section, or of a heading in it. */
  read: v.optional(guideAnchor),
  /** Ids of exercises, by what they ask for. */
  build: v.optional(slug('an exercise id')),
  numbers: v.optional(slug('an exercise id')),
  design: v.optional(slug('an exercise id')),
  /** Minutes of a mock interview. */
  mock: v.optional(v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(120))),
  /** The id of something to try on a clone of the code base. It stays when the words change: learners' ticks go by it. */
  do: v.optional(slug('the id of something to do')),
  title: v.optional(text),
  /** What to look for. */
  look: v.optional(text),
  /** The command to run. */
  run: v.optional(text),
  /** The row of the roadmap, 1 to 4 in its block, that the item belongs to. What the roadmap does not name has none. */
  row,
});

interface InRow {
  readonly row?: number | undefined;
}

/** One thing that a block asks a learner to do. */
export type Item = ReadItem | ExerciseItem | MockItem | DoItem;

export interface ReadItem extends InRow {
  readonly kind: 'read';
  readonly anchor: string;
}

export interface ExerciseItem extends InRow {
  readonly kind: 'build' | 'numbers' | 'design';
  readonly exercise: string;
}

interface MockItem extends InRow {
  readonly kind: 'mock';
  readonly minutes: number;
  readonly title: string;
}

export interface DoItem extends InRow {
  readonly kind: 'do';
  readonly id: string;
  readonly title: string;
  readonly look: string;
  readonly run?: string | undefined;
}

/** An item as `course.yaml` has it: named by what it asks for. */
export const itemSchema = v.pipe(
  itemFile,
  v.check(
    (item) => kinds.filter((kind) => item[kind] !== undefined).length === 1,
    `must have one of: ${kinds.join(', ')}`,
  ),
  v.check(
    ({ mock, do: id, title }) => (mock === undefined && id === undefined) === (title === undefined),
    'a mock and something to do have a title; the others are called by what they lead to',
  ),
  v.check(
    ({ do: id, look, run }) =>
      id === undefined ? look === undefined && run === undefined : look !== undefined,
    'something to do says what to look for (look), and may have a command (run); the others have neither',
  ),
  v.transform(itemOf),
);

function itemOf(file: v.InferOutput<typeof itemFile>): Item {
  const { read, mock, do: id, title = '', look = '', run } = file;
  const inRow = file.row === undefined ? {} : { row: file.row };
  if (read !== undefined) return { kind: 'read', anchor: read, ...inRow };
  if (mock !== undefined) return { kind: 'mock', minutes: mock, title, ...inRow };
  if (id !== undefined) return { kind: 'do', id, title, look, ...(run !== undefined && { run }), ...inRow };
  const kind = file.build !== undefined ? 'build' : file.numbers !== undefined ? 'numbers' : 'design';
  return { kind, exercise: file[kind] ?? '', ...inRow };
}

/** Everything that a course asks its learners to do, in order. */
export function itemsOf({ weeks }: Listing): readonly Item[] {
  return weeks.flatMap(({ blocks }) => blocks.flatMap(({ items }) => items));
}

interface Listing {
  readonly weeks: readonly { readonly blocks: readonly { readonly items: readonly Item[] }[] }[];
}

/** The exercises that a block lists, in the order in which they are best done, also those that are not there yet. */
export function exercisesOf({ items }: { readonly items: readonly Item[] }): readonly string[] {
  return items.flatMap((item) => ('exercise' in item ? item.exercise : []));
}
