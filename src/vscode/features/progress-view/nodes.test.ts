import assert from 'node:assert/strict';
import { courseWith, exerciseWith } from '../../../../test/check/support/manifest';
import { catalogOf, type Catalog } from '../../../core/catalog/catalog';
import type { Week } from '../../../core/catalog/course';
import type { CheckStatus } from '../../../core/check/report';
import type { Moment, MomentKind } from '../../../core/history/moment';
import { noProgress, withReport, withStart, type Progress } from '../../../core/progress/progress';
import { childrenOf, progressNodes, type Attempts, type ProgressNode } from './nodes';

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
  const blocks = [block('a', exercises.slice(0, 1)), block('b', exercises.slice(1)), block('c', [])];
  return { number, title: `Title ${number}`, focus: `Focus ${number}`, blocks, deliverables: [] };
};

function catalog(): Catalog {
  const weeks = [week(1, ['one', 'two', 'unreadable']), week(2, []), week(3, ['three'])];
  const exercises = ['one', 'two', 'three'].map((id) => {
    return exerciseWith({ id, title: `The ${id}` });
  });
  const course = courseWith({ weeks });
  return catalogOf({ course, places: undefined, problems: [] }, exercises);
}

/** Solved; production-ready too when that check passed. */
const solved = (before: Progress, id: string, production: CheckStatus): Progress => {
  const check = { id: 'p', title: 'P', level: 'production' as const, durationMs: 1, why: '', guide: '' };
  const checks = [{ ...check, status: production }];
  const report = { exercise: id, language: 'typescript', verdict: 'passed' as const, durationMs: 1, checks };
  return withReport(before, { ...report, findings: [], output: '', notes: [] }, 'typescript', 2);
};

const moment = (id: string, kind: MomentKind): Moment => ({ id, kind, at: 1, paths: ['one.ts'] });

const attemptsOf = (moments: readonly Moment[], keeper: Attempts['keeper'] = { kind: 'git' }): Attempts => {
  return { exercise: 'one', title: 'The one', language: 'typescript', moments, keeper };
};

/** A node as one word, for comparison. */
function sketch(node: ProgressNode): string {
  if (node.kind === 'count') return `${node.level} ${node.count.done}/${node.count.total}`;
  if (node.kind === 'week')
    return `week ${node.week.number}: ${node.count.done}/${node.count.total} ${node.state}`;
  return node.kind === 'attempt' ? `attempt ${node.moment}` : node.kind;
}

const sketched = (progress: Progress): string[] =>
  progressNodes({ catalog: catalog(), progress }).map(sketch);

describe('the nodes of the Progress view', () => {
  it('count what is solved and what is production-ready, in all and in each week that has exercises', () => {
    assert.deepEqual(sketched(noProgress), [
      'solved 0/3',
      'production-ready 0/3',
      'week 1: 0/2 new',
      'week 3: 0/1 new',
    ]);
    const progress = solved(solved(noProgress, 'one', 'failed'), 'three', 'passed');
    assert.deepEqual(sketched(progress), [
      'solved 2/3',
      'production-ready 1/3',
      'week 1: 1/2 started',
      'week 3: 1/1 production-ready',
    ]);
  });

  it('hold a week for solved once all of it is', () => {
    const begun = withStart(noProgress, 'one', 'typescript', 1);
    assert.equal(sketched(begun)[2], 'week 1: 0/2 started');
    const both = solved(solved(noProgress, 'one', 'failed'), 'two', 'passed');
    assert.equal(sketched(both)[2], 'week 1: 2/2 passed');
  });

  it('end with the latest attempts, the newest first, and nothing else that is kept', () => {
    const attempts = Array.from({ length: 12 }, (_, index) => moment(`${index}`, 'attempt'));
    const moments = [moment('s', 'scaffolded'), ...attempts, moment('r', 'before-reset')];
    const nodes = progressNodes({ catalog: catalog(), progress: noProgress, attempts: attemptsOf(moments) });
    const last = nodes.at(-1);
    assert.ok(last);
    assert.deepEqual(
      childrenOf(last).map(sketch),
      [11, 10, 9, 8, 7, 6, 5, 4].map((number) => `attempt ${number}`),
    );
  });

  it('say so when nothing was tried yet, and when plain copies serve', () => {
    const attempts = attemptsOf([], { kind: 'copies', why: 'No git.' });
    const last = progressNodes({ catalog: catalog(), progress: noProgress, attempts }).at(-1);
    assert.ok(last);
    assert.deepEqual(childrenOf(last), [{ kind: 'no-attempts' }, { kind: 'copies', why: 'No git.' }]);
  });
});
