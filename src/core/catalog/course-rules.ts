import { duplicates, type Complaint } from './complaint';
import type { Course } from './course';

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
    ...repeatedExercises(weeks),
  ];
}

function repeatedExercises(weeks: Course['weeks']): readonly Complaint[] {
  const seen = new Set<string>();
  return weeks.flatMap(({ blocks }, week) =>
    blocks.flatMap(({ exercises }, block) =>
      exercises.flatMap((id, index) => {
        const message = `the exercise "${id}" is listed twice; keep one place`;
        const path = ['weeks', week, 'blocks', block, 'exercises', index];
        return seen.size === seen.add(id).size ? [{ path, message }] : [];
      }),
    ),
  );
}
