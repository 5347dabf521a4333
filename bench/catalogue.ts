import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogOf, exerciseOf, type Catalog } from '../src/core/catalog/catalog';
import { compileCatalog, openCompiledCatalog } from '../src/core/catalog/compiled-catalog';
import { loadCatalog } from '../src/core/catalog/load-catalog';
import { memoryFolder } from '../src/core/memory-folder';
import { noProgress } from '../src/core/progress/progress';
import { diskFolder } from '../src/node/disk-folder';
import { parseYaml } from '../src/node/parse-yaml';
import { childNodes, rootNodes } from '../src/vscode/features/exercises-view/nodes';
import { alternate, medianOf } from './measure';
import { pack } from './places';
import { compared, ms, type Row } from './table';

const sizes = [10, 1_000, 10_000];
const tenTimes = 'ten courses of 1,000';
const index = 'index.json';

/**
 * Opening courses of many sizes: the index read from disk, the weeks with their tallies, and one whole week laid out. Growth is
 * linear when one course of 10,000 costs no more than ten of 1,000 that stay in memory as it does: one small course by itself
 * is over before the collector has to work at all, which a large one can't be.
 */
export async function catalogues(folder: string, rounds: number): Promise<readonly Row[]> {
  const contenders = await Promise.all(
    sizes.map(async (size) => {
      const location = path.join(folder, `course-of-${size}`);
      mkdirSync(location);
      writeFileSync(path.join(location, index), await indexOf(size));
      return { name: String(size), run: () => open(location) };
    }),
  );
  const openTen = async (): Promise<void> => {
    const opened: Catalog[] = [];
    while (opened.length < 10) opened.push(await open(path.join(folder, 'course-of-1000')));
  };
  const timings = await alternate(rounds, [...contenders, { name: tenTimes, run: openTen }]);
  const took = (name: string | number): number => medianOf(timings, String(name));
  const what = (size: number): string => `a course of ${size.toLocaleString('en')} exercises opened`;
  return [
    ...sizes.slice(0, -1).map((size) => ({ what: what(size), value: ms(took(size)) })),
    {
      what: what(10_000),
      value: ms(took(10_000)),
      target: { text: '≤ 150 ms', isMet: took(10_000) <= 150 },
    },
    compared('the same: is growth linear?', took(10_000), took(tenTimes), tenTimes, ['1', 1]),
  ];
}

async function open(location: string): Promise<Catalog> {
  const catalog = await openCompiledCatalog(diskFolder(location));
  const shown = { catalog, progress: noProgress, path: undefined };
  const [week] = rootNodes(shown);
  if (!week) throw new Error('The course has no weeks.');
  const exercises = childNodes(shown, week).flatMap((block) => childNodes(shown, block));
  if (exercises.length === 0) throw new Error('The first week is empty.');
  return catalog;
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
      items: exercises
        .filter(({ manifest: own }) => own.week === week.number && own.block === block.id)
        .map(({ manifest: own }) => ({ kind: 'build' as const, exercise: own.id })),
    })),
  }));
  const parts = { course: { ...source.course, weeks }, places: source.places, problems: [] };
  const compiled = memoryFolder('the compiled course', []);
  await compileCatalog(catalogOf(parts, exercises), compiled);
  return compiled.read(index);
}
