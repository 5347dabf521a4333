import assert from 'node:assert/strict';
import { checkWith, exerciseWith } from '../../../../test/check/support/manifest';
import { catalogOf, type CatalogEntry } from '../../../core/catalog/catalog';
import { courseWith } from '../../../../test/check/support/manifest';
import type { CheckReport, CheckStatus } from '../../../core/check/report';
import { words } from '../../words';
import { childrenOf, nowNodes, type AtHandShown, type NowNode } from './nodes';

const exercise = exerciseWith({
  id: 'breaker',
  title: 'Breaker',
  checks: [checkWith('late', { level: 'production' }), checkWith('opens'), checkWith('closes')],
  tracks: {
    go: {
      files: [
        { path: 'a.go', role: 'learner' },
        { path: 'b.go', role: 'given' },
      ],
    },
  },
});
const other = exerciseWith({ id: 'other', title: 'Other' });
const { entries } = catalogOf({ course: courseWith(), places: undefined, problems: [] }, [exercise, other]);
const next: CatalogEntry | undefined = entries.get('other');

function report(statuses: Readonly<Record<string, CheckStatus>>): CheckReport {
  const checks = exercise.manifest.checks.map(({ id, title, level, why, guide }) => {
    return { id, title, level, why, guide, durationMs: 1, status: statuses[id] ?? 'skipped' };
  });
  return {
    exercise: 'breaker',
    language: 'go',
    verdict: 'failed',
    durationMs: 1,
    checks,
    findings: [],
    output: '',
    notes: [],
  };
}

const shown = (changes: Partial<AtHandShown> = {}): AtHandShown => {
  return { exercise, language: 'go', report: undefined, hints: 0, causes: 0, isSolved: false, ...changes };
};

/** A node as one word, for comparison. */
function sketch(node: NowNode): string {
  if (node.kind === 'stage') return `stage ${node.number}: ${node.done}/${node.total}`;
  if (node.kind === 'waiting') return `waiting: ${node.check.id}`;
  return node.kind;
}

const sketched = (atHand: AtHandShown | undefined) => nowNodes({ atHand, next }).map(sketch);

describe('the nodes of the Now view', () => {
  it('say where to start when nothing was begun', () => {
    const [only, ...others] = nowNodes({ atHand: undefined, next });
    assert.ok(only?.kind === 'start-here' && others.length === 0);
    assert.equal(only.exercise, 'other');
    assert.deepEqual(nowNodes({ atHand: undefined, next: undefined }), []);
  });

  it('are the exercise at hand with what one can do', () => {
    const all = ['at-hand', 'stage 1: 0/2', 'check', 'hint', 'brief', 'files'];
    assert.deepEqual(sketched(shown()), all);
  });

  it('name the stage that is not done, and the first check to fix in the order of the stages', () => {
    assert.deepEqual(
      sketched(shown({ report: report({ late: 'failed', opens: 'passed', closes: 'failed' }) })).slice(1, 3),
      ['stage 1: 1/2', 'waiting: closes'],
    );
    assert.deepEqual(
      sketched(shown({ report: report({ late: 'failed', opens: 'passed', closes: 'passed' }) })).slice(1, 3),
      ['stage 2: 0/1', 'waiting: late'],
    );
    const all = report({ late: 'passed', opens: 'passed', closes: 'passed' });
    assert.equal(sketched(shown({ report: all }))[1], 'all-done');
  });

  it('have what comes next and other solutions above the files once stage 1 is done', () => {
    assert.deepEqual(sketched(shown({ isSolved: true })).slice(-3), ['next-up', 'others', 'files']);
    assert.equal(sketched(shown()).at(-1), 'files');
  });

  it('know what help was given', () => {
    const help = nowNodes({ atHand: shown({ hints: 2, causes: 1 }), next }).find(
      ({ kind }) => kind === 'hint',
    );
    assert.ok(help?.kind === 'hint');
    assert.equal(words.now.helped(help.shown, help.causes), '2 shown · causes of 1 check told');
    assert.equal(words.now.helped(0, 0), '');
  });

  it('unfold the files in their order', () => {
    const files = nowNodes({ atHand: shown(), next }).find(({ kind }) => kind === 'files');
    assert.ok(files);
    assert.deepEqual(
      childrenOf(files).flatMap((node) => (node.kind === 'file' ? [[node.file.path, node.file.role]] : [])),
      [
        ['a.go', 'learner'],
        ['b.go', 'given'],
      ],
    );
  });
});
