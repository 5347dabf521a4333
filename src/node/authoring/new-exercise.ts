import { isMap, isSeq, parseDocument } from 'yaml';
import { newExerciseFiles, type NewExercise } from '../../core/authoring/new-exercise';
import type { Catalog } from '../../core/catalog/catalog';
import { exercisesOf } from '../../core/catalog/items';
import { parseSlug } from '../../core/catalog/values';
import { CodealongError } from '../../core/errors';
import type { Folder } from '../../core/ports';
import { readPack } from './read-pack';

export interface NewExerciseRequest extends Omit<NewExercise, 'guide'> {
  readonly week: number;
  readonly block: string;
  /** Anchor of a guide section; the first that there is when left out. */
  readonly guide?: string | undefined;
}

/**
 * Adds an exercise that verifies at once to a pack: its files, and its id in the block of `course.yaml`. Refused, before anything is
 * written, when the name is taken or the course has no such week, block or section.
 */
export async function addExercise(pack: Folder, request: NewExerciseRequest): Promise<readonly string[]> {
  const { id, week, block } = request;
  parseSlug('an exercise id', id);
  const catalog = await readPack(pack);
  const path = `week-${String(week).padStart(2, '0')}/${id}`;
  if (catalog.entries.has(id) || (await pack.kind(path)) !== 'missing')
    throw new CodealongError('in-the-way', `There is an exercise "${id}" already.`);
  const sections = await catalog.sections();
  const guide = request.guide ?? [...sections.keys()][0];
  if (guide === undefined || !sections.has(guide))
    throw new CodealongError(
      'invalid-name',
      `No guide has a section "${guide ?? ''}": name one with --guide.`,
    );
  const item = `${request.kind === 'code' ? 'build' : request.kind}: ${id}`;
  const text = await pack.read('course.yaml');
  const course = isListed(catalog, request) ? text : withExercise(text, week, block, item);
  const files = newExerciseFiles({ ...request, guide });
  for (const file of files) await pack.write(`${path}/${file.path}`, file.text);
  await pack.write('course.yaml', course);
  return files.map((file) => `${path}/${file.path}`);
}

/** Whether the block lists it already, as something to be written. Refused with `invalid-name` when another one does. */
function isListed({ course }: Catalog, { id, week, block }: NewExerciseRequest): boolean {
  for (const { number, blocks } of course.weeks) {
    for (const listing of blocks) {
      if (!exercisesOf(listing).includes(id)) continue;
      if (number === week && listing.id === block) return true;
      const place = `week ${number}, block ${listing.id}`;
      throw new CodealongError(
        'invalid-name',
        `course.yaml lists "${id}" in ${place}: give these, or move it.`,
      );
    }
  }
  return false;
}

/** `course.yaml` with one more item in a block; all else stays as it is written. */
function withExercise(course: string, week: number, block: string, item: string): string {
  const document = parseDocument(course);
  const weeks = document.get('weeks');
  const inWeek = isSeq(weeks)
    ? weeks.items.find((one) => isMap(one) && one.get('number') === week)
    : undefined;
  const blocks = isMap(inWeek) ? inWeek.get('blocks') : undefined;
  const inBlock = isSeq(blocks)
    ? blocks.items.find((one) => isMap(one) && one.get('id') === block)
    : undefined;
  const listed: unknown = isMap(inBlock) ? inBlock.get('items') : undefined;
  if (!isSeq(listed) || !listed.range)
    throw new CodealongError('invalid-name', `course.yaml has no week ${week} with a block "${block}".`);
  const [from, end] = listed.range;
  // The range of a list over several lines ends where the next value begins.
  const to = from + course.slice(from, end).trimEnd().length;
  if (!listed.flow) {
    const indent = ' '.repeat(from - course.lastIndexOf('\n', from) - 1);
    return `${course.slice(0, to)}\n${indent}- ${item}${course.slice(to)}`;
  }
  const [open, more] = [course.slice(0, to - 1), listed.items.length > 0 ? ', ' : ''];
  return `${open}${more}{ ${item} }${course.slice(to - 1)}`;
}
