import { languagesOf, type Catalog } from '../../core/catalog/catalog';
import { exercisesOf } from '../../core/catalog/items';
import { minutesOf } from '../../core/catalog/manifest';
import { formatProblem } from '../../core/catalog/problem';
import { stateOf, type ExerciseState, type Progress } from '../../core/progress/progress';
import type { CommandContext, ExitCode } from '../terminal';

const marks: Record<ExerciseState, string> = {
  new: ' ',
  started: '~',
  failing: 'x',
  passed: '+',
  'production-ready': '*',
};

/** Prints the course, week by week, with the state of each exercise. */
export async function list({ app, folder, terminal }: CommandContext, json: boolean): Promise<ExitCode> {
  const catalog = await app.catalog();
  const progress = await app.progress(folder);
  if (json) terminal.print(JSON.stringify(asData(catalog, progress), null, 2));
  else for (const line of asText(catalog, progress)) terminal.print(line);
  for (const problem of catalog.problems) terminal.complain(formatProblem(problem));
  return 0;
}

function asText({ course, entries }: Catalog, progress: Progress): readonly string[] {
  const lines = [course.title];
  for (const week of course.weeks) {
    lines.push('', `Week ${week.number}: ${week.title}`);
    const found = week.blocks.flatMap(exercisesOf).flatMap((id) => entries.get(id) ?? []);
    if (found.length === 0) lines.push(`  no exercises yet. It will teach: ${week.focus}`);
    const width = Math.max(18, ...found.map(({ id }) => id.length));
    for (const { id, title, size } of found) {
      const mark = marks[stateOf(progress, id)];
      lines.push(`  [${mark}] ${id.padEnd(width)} ${title} (${sum(minutesOf[size])} min)`);
    }
  }
  return [...lines, '', '[~] started  [x] failing  [+] passed  [*] passed, production checks too'];
}

function asData({ course, entries }: Catalog, progress: Progress) {
  return {
    title: course.title,
    weeks: course.weeks.map(({ number, title, focus, blocks }) => ({
      number,
      title,
      focus,
      exercises: blocks.flatMap((block) =>
        exercisesOf(block).flatMap((id) => {
          const entry = entries.get(id);
          if (!entry) return [];
          const { title, summary, size } = entry;
          const [languages, state] = [languagesOf(entry), stateOf(progress, id)];
          return [
            { id, title, summary, block: block.id, size, minutes: sum(minutesOf[size]), languages, state },
          ];
        }),
      ),
    })),
  };
}

function sum(minutes: readonly number[]): number {
  return minutes.reduce((total, next) => total + next, 0);
}
