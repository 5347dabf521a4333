import assert from 'node:assert/strict';
import type { CheckReport, CheckStatus } from '../../core/check/report';
import { courseWith, manifestWith } from '../../../test/check/support/manifest';
import { catalogOf } from '../../core/catalog/catalog';
import { words } from './index';

const manifest = manifestWith({ id: 'adder', size: 'S', summary: 'It adds.' });
const [entry] = catalogOf({ course: courseWith(), places: undefined, problems: [] }, [
  { manifest, path: 'week-01/adder' },
]).entries.values();
assert.ok(entry);

function report(verdict: CheckReport['verdict'], ...statuses: CheckStatus[]): CheckReport {
  const checks = statuses.map((status, index) => ({
    id: `check-${index}`,
    title: `Rule ${index}`,
    level: index < 2 ? ('core' as const) : ('production' as const),
    status,
    durationMs: 1,
    why: 'So.',
    guide: 'phase-1/1.2/circuit-breaker',
  }));
  return {
    exercise: 'a',
    language: 'go',
    verdict,
    durationMs: 1234,
    checks,
    findings: [],
    output: '',
    notes: [],
  };
}

describe('words', () => {
  it('name a guide section by its number', () => {
    assert.equal(words.guideLabel('phase-1/1.2/circuit-breaker'), 'Guide §1.2');
    assert.equal(words.guideLabel('phase-2/2.3'), 'Guide §2.3');
    assert.equal(words.guideLabel(''), 'Guide');
  });

  it('tell of each language what was reached, and where it stands now', () => {
    const { exerciseDescription, exerciseHelp } = words.tree;
    const begun = { startedAt: 1 };
    const solved = { ...begun, solvedAt: 2, passed: 20, total: 27 };
    const ready = { ...solved, productionReadyAt: 3, passed: 27 };
    const tracks = [
      { language: 'typescript' as const, ...ready },
      { language: 'go' as const, ...solved },
    ];
    assert.equal(exerciseDescription(entry, []), 'not started · 30 + 15 min');
    assert.equal(exerciseDescription(entry, [{ language: 'go', ...begun }]), 'Go started');
    assert.equal(exerciseDescription(entry, tracks), 'TypeScript ✓✓ · Go ✓ 20/27');
    assert.equal(
      exerciseHelp(entry, 'production-ready', { tracks, after: ['Adder'] }),
      [
        'It adds.',
        'TypeScript: production-ready, 27 of 27 checks pass now.',
        'Go: passed, 20 of 27 checks pass now.',
        'Best done after: Adder.',
      ].join('\n\n'),
    );
  });

  it('tell the tally, how it changed, and the first to fix', () => {
    const now = report('failed', 'passed', 'failed', 'skipped');
    assert.equal(
      words.verdict.failed('Breaker', { ...now, passedBefore: 0 }),
      'Breaker: 1 of 3 passes (+1) · 1 to fix · 1 waits. First: Rule 1',
    );
  });

  it('tell the tally of a run, and nothing of one that judged nothing', () => {
    const output = (of: CheckReport): string => words.results.output('Breaker', of);
    assert.match(output(report('passed', 'passed')), /^Breaker: passed in 1\.2 s\. 1 of 1 passes\.\n/);
    assert.match(output(report('unchecked', 'errored')), /^Breaker: unchecked in 1\.2 s\.\n/);
  });

  it('give the reason when nothing could be judged', () => {
    const unchecked = {
      ...report('unchecked', 'errored'),
      reason: { code: 'timed-out' as const, message: 'It never ended.' },
    };
    assert.equal(
      words.verdict.unchecked('Breaker', unchecked),
      'Breaker could not be checked. It never ended.',
    );
  });

  it('say of a fault of ours that it is ours, and what to do about it', () => {
    const reason = { code: 'harness-fault' as const, message: 'The runner is not there.' };
    const text = words.verdict.ourFault('Breaker', { ...report('unchecked', 'errored'), reason });
    assert.match(text, /our fault, not your code's\. The runner is not there\. Copy the report/);
  });

  it('join neighbouring weeks', () => {
    assert.equal(words.filter.weeks([1, 2, 3, 4, 11]), 'Weeks 1–4, 11');
    assert.equal(words.filter.weeks([1, 3, 5, 11, 12]), 'Weeks 1, 3, 5, 11–12');
  });

  it('say in the status bar that a verdict is about code from before', () => {
    const edited = words.status.verdict('Breaker', report('failed', 'passed', 'failed'), undefined, true);
    assert.equal(edited.text, '$(error) Breaker 1/2, edited since');
    assert.match(edited.spoken, /failed, 1 of 2 passes · 1 to fix, edited since$/);
    assert.equal(edited.isFailure, false);
  });

  it('say in the status bar what the last verdict was, and count only what was judged', () => {
    const track = { startedAt: 1, checkedAt: 2, verdict: 'failed' as const };
    const failed = words.status.verdict('Breaker', report('failed', 'passed', 'failed'), track, false);
    assert.deepEqual([failed.text, failed.isFailure], ['$(error) Breaker 1/2', true]);
    const unchecked = words.status.verdict(
      'Breaker',
      report('unchecked', 'errored'),
      {
        ...track,
        verdict: 'unchecked',
      },
      false,
    );
    assert.deepEqual([unchecked.text, unchecked.isFailure], ['$(question) Breaker', false]);
    assert.equal(words.status.verdict('Breaker', undefined, undefined, false).text, '$(beaker) Breaker');
  });
});
