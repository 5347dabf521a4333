import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogOf, exerciseOf } from '../src/core/catalog/catalog';
import { compileCatalog, openCompiledCatalog } from '../src/core/catalog/compiled-catalog';
import { loadCatalog } from '../src/core/catalog/load-catalog';
import { memoryFolder } from '../src/core/memory-folder';
import { noProgress } from '../src/core/progress/progress';
import { diskFolder } from '../src/node/disk-folder';
import { parseYaml } from '../src/node/parse-yaml';
import { childNodes, rootNodes } from '../src/vscode/features/exercises-view/nodes';
import { alternate, medianOf } from './measure';
import { pack } from './places';
import { ms, type Row } from './table';

const sizes = [10, 1_000, 10_000];
const index = 'index.json';

/** Opening courses of many sizes: the index read from disk, the weeks with their tallies, and one whole week laid out. */
export async function catalogues(folder: string, rounds: number): Promise<readonly Row[]> {
  const contenders = await Promise.all(
    sizes.map(async (size) => {
      const location = path.join(folder, `course-of-${size}`);
      mkdirSync(location);
      writeFileSync(path.join(location, index), await indexOf(size));
      return { name: String(size), run: () => open(location) };
    }),
  );
  const timings = await alternate(rounds, contenders);
  const [, thousand = 0, tenThousand = 0] = sizes.map((size) => medianOf(timings, String(size)));
  const row = (size: number): Row => ({
    what: `a course of ${size.toLocaleString('en')} exercises opened`,
    value: ms(medianOf(timings, String(size))),
  });
  const growth = tenThousand / thousand;
  return [
    ...sizes.slice(0, -1).map(row),
    { ...row(10_000), target: { text: '≤ 150 ms', isMet: tenThousand <= 150 } },
    {
      what: 'growth from 1,000 to 10,000 exercises',
      value: `${growth.toFixed(1)} times`,
      target: { text: '≤ 10 times', isMet: growth <= 10 },
    },
  ];
}

async function open(location: string): Promise<void> {
  const catalog = await openCompiledCatalog(diskFolder(location));
  const shown = { catalog, progress: noProgress, path: undefined };
  const [week] = rootNodes(shown);
  if (!week) throw new Error('The course has no weeks.');
  const exercises = childNodes(shown, week).flatMap((block) => childNodes(shown, block));
  if (exercises.length === 0) throw new Error('The first week is empty.');
}

/** The compiled index of a course like ours with so many exercises, spread over its weeks. */
async function indexOf(size: number): Promise<string> {
  const source = await loadCatalog(diskFolder(pack), parseYaml);
  const { manifest } = await exerciseOf(source, 'circuit-breaker');
  const blocks = source.course.weeks.flatMap((week) => week.blocks.map((block) => ({ week, block })));
  const exercises = Array.from({ length: size }, (_, number) => {
    const { week, block } = blocks[number % blocks.length] ?? {
      week: { number: 1 },
      block: { id: 'a' as const },
    };
    const id = `exercise-${number}`;
    return { manifest: { ...manifest, id, week: week.number, block: block.id }, path: `week-01/${id}` };
  });
  const weeks = source.course.weeks.map((week) => ({
    ...week,
    blocks: week.blocks.map((block) => ({
      ...block,
      exercises: exercises
        .filter(({ manifest: own }) => own.week === week.number && own.block === block.id)
        .map(({ manifest: own }) => own.id),
    })),
  }));
  const parts = { course: { ...source.course, weeks }, places: source.places, problems: [] };
  const compiled = memoryFolder('the compiled course', []);
  await compileCatalog(catalogOf(parts, exercises), compiled);
  return compiled.read(index);
}
