import type { Catalog } from './catalog';
import type { Block } from './course';
import { itemsOf, rowsPerBlock, type Item } from './items';
import type { Problem } from './problem';

/** How much of its roadmap a course has. */
export interface RowCount {
  readonly there: number;
  readonly total: number;
  /** What is listed and still to be written, in the order of the course. */
  readonly planned: readonly string[];
}

/** Exercises that are listed as something else than they are. */
export function misnamed({ course, entries }: Pick<Catalog, 'course' | 'entries'>): readonly Problem[] {
  return itemsOf(course).flatMap((item): readonly Problem[] => {
    const entry = 'exercise' in item ? entries.get(item.exercise) : undefined;
    if (!entry || entry.kind === item.kind) return [];
    const message = `lists "${entry.id}" as "${item.kind}"; it is "${entry.kind}"`;
    return [{ file: 'course.yaml', message }];
  });
}

/** Whether a learner can do it today: sections, exercises and mock interviews may be listed before they exist. */
export function isThere({ readings, entries }: Pick<Catalog, 'readings' | 'entries'>, item: Item): boolean {
  switch (item.kind) {
    case 'read':
      return readings.has(item.anchor);
    case 'do':
      return true;
    case 'mock':
      return false;
    default:
      return entries.has(item.exercise);
  }
}

/** A row of the roadmap is there once everything that belongs to it is; one that nothing belongs to is not. */
export function countRows(catalog: Pick<Catalog, 'course' | 'readings' | 'entries'>): RowCount {
  const blocks = catalog.course.weeks.flatMap((week) => week.blocks);
  const isRowThere = ({ items }: Block, row: number): boolean => {
    const own = items.filter((item) => item.row === row);
    return own.length > 0 && own.every((item) => isThere(catalog, item));
  };
  const rows = Array.from({ length: rowsPerBlock }, (_, index) => index + 1);
  const there = blocks.flatMap((block) => rows.filter((row) => isRowThere(block, row)));
  return {
    there: there.length,
    total: blocks.length * rowsPerBlock,
    planned: itemsOf(catalog.course)
      .filter((item) => !isThere(catalog, item))
      .map(nameOf),
  };
}

function nameOf(item: Item): string {
  switch (item.kind) {
    case 'read':
      return `section ${item.anchor}`;
    case 'do':
      return item.title;
    case 'mock':
      return `mock interview "${item.title}"`;
    default:
      return item.exercise;
  }
}
