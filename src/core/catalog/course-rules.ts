import { duplicates, type Complaint } from './complaint';
import type { Course } from './course';
import type { Item } from './items';

/** What must hold inside `course.yaml` and a schema can't say: nothing is listed twice, and paths lead through known weeks. */
export function courseComplaints({ phases, paths, weeks }: Course): readonly Complaint[] {
  const weekNumbers = weeks.map((week) => week.number);
  return [
    ...duplicates(
      'phase',
      ['phases'],
      phases.map((phase) => phase.number),
    ),
    ...duplicates(
      'path',
      ['paths'],
      paths.map((path) => path.id),
    ),
    ...duplicates('week', ['weeks'], weekNumbers),
    ...weeks.flatMap(({ blocks }, at) =>
      duplicates(
        'block',
        ['weeks', at, 'blocks'],
        blocks.map((block) => block.id),
      ),
    ),
    ...paths.flatMap(({ id, weeks: wanted }, at) =>
      wanted.flatMap((week, index) => {
        const message = `the path "${id}" leads through week ${week}, which this course does not have`;
        return weekNumbers.includes(week) ? [] : [{ path: ['paths', at, 'weeks', index], message }];
      }),
    ),
    ...repeatedItems(weeks),
  ];
}

/** An exercise has one place in the course, and a tick belongs to one row. */
function repeatedItems(weeks: Course['weeks']): readonly Complaint[] {
  const seen = new Set<string>();
  return weeks.flatMap(({ blocks }, week) =>
    blocks.flatMap(({ items }, block) =>
      items.flatMap((item, index) => {
        const name = nameOf(item);
        const path = ['weeks', week, 'blocks', block, 'items', index];
        const message = `${name} is listed twice; keep one place`;
        return name !== undefined && seen.size === seen.add(name).size ? [{ path, message }] : [];
      }),
    ),
  );
}

function nameOf(item: Item): string | undefined {
  if (item.kind === 'read') return `the section "${item.anchor}"`;
  if (item.kind === 'do') return `the thing to do "${item.id}"`;
  return item.kind === 'mock' ? undefined : `the exercise "${item.exercise}"`;
}
