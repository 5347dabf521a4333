import assert from 'node:assert/strict';
import { manifestWith } from '../../../../test/check/support/manifest';
import { catalogOf, type Catalog } from '../../../core/catalog/catalog';
import type { Course, Week } from '../../../core/catalog/course';
import type { Manifest } from '../../../core/catalog/manifest';
import { noProgress, withReport, withStart, type Progress } from '../../../core/progress/progress';
import { childNodes, rootNodes, type Node, type Shown } from './nodes';

const manifest = (id: string, title: string, requires: string[] = []): Manifest =>
  manifestWith({ id, title, requires });

const week = (number: number, exercises: readonly string[]): Week => {
  const block = (id: 'a' | 'b' | 'c', own: readonly string[]) => {
    return { id, days: 'Monday', title: `Block ${id}`, teaches: `Teaches ${id}`, exercises: [...own] };
  };
  const blocks = [block('a', exercises), block('b', []), block('c', [])];
  return { number, title: `Title ${number}`, focus: `Focus ${number}`, blocks };
};

const path: Course['paths'][number] = { id: 'short', title: 'Short', summary: 'Less.', weeks: [2] };

function shown(changes: Partial<Shown> = {}, problems: Catalog['problems'] = []): Shown {
  const known = [
    manifest('breaker', 'Circuit breaker'),
    manifest('store', 'Event store', ['breaker', 'gone']),
  ];
  const course: Course = {
    formatVersion: 1,
    title: 'Course',
    story: 'Story',
    phases: [],
    paths: [path],
    weeks: [week(1, ['breaker', 'unreadable']), week(2, ['store']), week(3, [])],
  };
  const catalog = catalogOf(
    { course, places: undefined, problems },
    known.map((one) => ({ manifest: one, path: `week-01/${one.id}` })),
  );
  return { catalog, progress: noProgress, path: undefined, ...changes };
}

const solved = (id: string, progress: Progress = noProgress): Progress => {
  const report = { exercise: id, language: 'typescript', verdict: 'passed' as const, durationMs: 1 };
  return withReport(
    progress,
    { ...report, checks: [], findings: [], output: '', notes: [] },
    'typescript',
    2,
  );
};

/** A node as one word, for comparison. */
function sketch(node: Node): string {
  if (node.kind === 'week')
    return `${node.week.number}: ${node.count.done}/${node.count.total}${node.isNext ? ' next' : ''}`;
  if (node.kind === 'exercise') return `${node.exercise}: ${node.state}`;
  return node.kind;
}

function blocksOf(view: Shown, number: number): readonly Node[] {
  const found = rootNodes(view).find((node) => node.kind === 'week' && node.week.number === number);
  assert.ok(found);
  return childNodes(view, found);
}

describe('the nodes of the Exercises view', () => {
  it('show every week with its progress, and which one to go on with', () => {
    assert.deepEqual(rootNodes(shown()).map(sketch), ['1: 0/1 next', '2: 0/1', '3: 0/0']);
    assert.deepEqual(rootNodes(shown({ progress: solved('breaker') })).map(sketch), [
      '1: 1/1',
      '2: 0/1 next',
      '3: 0/0',
    ]);
    const all = solved('store', solved('breaker'));
    assert.deepEqual(rootNodes(shown({ progress: all })).map(sketch), ['1: 1/1', '2: 1/1', '3: 0/0']);
  });

  it('show only the weeks of a learning path', () => {
    assert.deepEqual(rootNodes(shown({ path })).map(sketch), ['2: 0/1 next']);
  });

  it('put the problems of the pack first, each with its place', () => {
    const problem = {
      file: 'week-01/x/exercise.yaml',
      line: 3,
      column: 1,
      message: 'id: is missing; add it',
    };
    const view = shown({}, [problem]);
    const [first] = rootNodes(view);
    assert.ok(first?.kind === 'problems');
    assert.deepEqual(childNodes(view, first), [
      { kind: 'problem', problem, text: 'week-01/x/exercise.yaml:3:1: id: is missing; add it' },
    ]);
  });

  it('give a week its three blocks, and a block its readable exercises with their states', () => {
    const view = shown({ progress: withStart(noProgress, 'breaker', 'typescript', 1) });
    const blocks = blocksOf(view, 1);
    assert.deepEqual(blocks.map(sketch), ['block', 'block', 'block']);
    assert.deepEqual(blocks.flatMap((block) => childNodes(view, block)).map(sketch), [
      'breaker: started',
      'teaches',
      'teaches',
    ]);
  });

  it('name the exercises that are best done before by their titles', () => {
    const view = shown();
    const [exercise] = blocksOf(view, 2).flatMap((block) => childNodes(view, block));
    assert.ok(exercise?.kind === 'exercise');
    assert.deepEqual(exercise.after, ['Circuit breaker', 'gone']);
  });
});
