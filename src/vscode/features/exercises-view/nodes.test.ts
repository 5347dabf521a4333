import assert from 'node:assert/strict';
import { courseWith, manifestWith } from '../../../../test/check/support/manifest';
import { catalogOf, type Catalog } from '../../../core/catalog/catalog';
import type { Course, Week } from '../../../core/catalog/course';
import type { Manifest } from '../../../core/catalog/manifest';
import { noProgress, withReport, withStart, type Progress } from '../../../core/progress/progress';
import { withTick } from '../../../core/progress/ticks';
import { childNodes, rootNodes, type Node, type Shown } from './nodes';

const manifest = (id: string, title: string, requires: string[] = []): Manifest =>
  manifestWith({ id, title, requires });

const week = (number: number, exercises: readonly string[]): Week => {
  const block = (id: 'a' | 'b' | 'c', own: readonly string[]) => {
    return {
      id,
      days: 'Monday',
      title: `Block ${id}`,
      teaches: `Teaches ${id}`,
      items: own.map((exercise) => ({ kind: 'build' as const, exercise })),
    };
  };
  const blocks = [block('a', exercises), block('b', []), block('c', [])];
  return { number, title: `Title ${number}`, focus: `Focus ${number}`, blocks, deliverables: [] };
};

const path: Course['paths'][number] = { id: 'short', title: 'Short', summary: 'Less.', weeks: [2] };

function shown(changes: Partial<Shown> = {}, problems: Catalog['problems'] = []): Shown {
  const known = [
    manifest('breaker', 'Circuit breaker'),
    manifest('store', 'Event store', ['breaker', 'gone']),
  ];
  const course = courseWith({
    paths: [path],
    weeks: [week(1, ['breaker', 'unreadable']), week(2, ['store']), week(3, [])],
  });
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
    assert.deepEqual(rootNodes(shown()).map(sketch), ['1: 0/1 next', '2: 0/1', 'planned']);
    assert.deepEqual(rootNodes(shown({ progress: solved('breaker') })).map(sketch), [
      '1: 1/1',
      '2: 0/1 next',
      'planned',
    ]);
    const all = solved('store', solved('breaker'));
    assert.deepEqual(rootNodes(shown({ progress: all })).map(sketch), ['1: 1/1', '2: 1/1', 'planned']);
  });

  it('fold the weeks without anything to do into one line', () => {
    const view = shown();
    const planned = rootNodes(view).at(-1);
    assert.ok(planned?.kind === 'planned');
    const [third, ...others] = childNodes(view, planned);
    assert.ok(third?.kind === 'week' && others.length === 0);
    assert.equal(third.week.number, 3);
    assert.deepEqual(childNodes(view, third).map(sketch), ['block', 'block', 'block']);
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

  describe('with rows of every kind', () => {
    const items: Week['blocks'][number]['items'] = [
      { kind: 'read', anchor: 'phase-1/1.2' },
      { kind: 'read', anchor: 'phase-1/1.9' },
      { kind: 'do', id: 'load', title: 'Load it', look: 'How slow is it?' },
      { kind: 'mock', minutes: 45, title: 'A shop' },
      { kind: 'build', exercise: 'breaker' },
    ];
    const parts = [
      { title: 'Breaker', needs: ['breaker'] },
      { title: 'Metrics', needs: ['metrics'] },
    ];
    function withRows(progress: Progress): Shown {
      const view = shown({ progress });
      const [first = week(1, []), second = week(2, []), ...weeks] = view.catalog.course.weeks;
      const blocks = first.blocks.map((block, index) => (index === 0 ? { ...block, items } : block));
      const course = {
        ...view.catalog.course,
        weeks: [{ ...first, blocks, deliverables: parts }, second, ...weeks],
        milestones: [{ weeks: [1, 2] as [number, number], title: 'Foundations', parts }],
      };
      const readings = new Map([['phase-1/1.2', 'Reliability']]);
      return { ...view, catalog: { ...view.catalog, course, readings } };
    }
    const [section] = items;
    const read = section?.kind === 'read' ? withTick(noProgress, section, true, 1) : noProgress;

    it('show them in order, without those that do not exist yet', () => {
      const view = withRows(read);
      const [block] = blocksOf(view, 1);
      assert.ok(block);
      const rows = childNodes(view, block);
      assert.deepEqual(rows.map(sketch), ['ticked', 'ticked', 'breaker: new']);
      assert.deepEqual(
        rows.flatMap((row) => (row.kind === 'ticked' ? [[row.title, row.isDone]] : [])),
        [
          ['Reliability', true],
          ['Load it', false],
        ],
      );
    });

    it('count what is ticked and what is solved', () => {
      assert.deepEqual(rootNodes(withRows(noProgress)).map(sketch), ['1: 0/3 next', '2: 0/1', 'planned']);
      const [first] = rootNodes(withRows(solved('breaker', read)));
      assert.equal(first && sketch(first), '1: 2/3 next');
    });

    it('end a week with what there is to show for it, and two weeks with their milestone', () => {
      const view = withRows(solved('breaker'));
      assert.deepEqual(blocksOf(view, 1).map(sketch), ['block', 'block', 'block', 'deliverables']);
      const second = blocksOf(view, 2);
      assert.deepEqual(second.map(sketch), ['block', 'block', 'block', 'milestone']);
      const states = second.flatMap((node) => childNodes(view, node));
      assert.deepEqual(
        states.flatMap((node) => (node.kind === 'deliverable' ? [[node.of.title, node.of.isDone]] : [])),
        [
          ['Breaker', true],
          ['Metrics', false],
        ],
      );
    });
  });

  it('name the exercises that are best done before by their titles', () => {
    const view = shown();
    const [exercise] = blocksOf(view, 2).flatMap((block) => childNodes(view, block));
    assert.ok(exercise?.kind === 'exercise');
    assert.deepEqual(exercise.after, ['Circuit breaker', 'gone']);
  });
});
