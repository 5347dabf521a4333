import assert from 'node:assert/strict';
import type { CheckReport, CheckStatus } from '../check/report';
import type { TrackProgress } from './progress';
import { stageReached } from './stage-reached';

describe('the stage that a check reached', () => {
  function report(core: CheckStatus, production: CheckStatus): CheckReport {
    const check = { title: '', durationMs: 1, why: '', guide: '' };
    const checks = [
      { ...check, id: 'a', level: 'core' as const, status: core },
      { ...check, id: 'b', level: 'production' as const, status: production },
    ];
    const verdict = core === 'passed' ? 'passed' : 'failed';
    return {
      exercise: 'x',
      language: 'go',
      verdict,
      durationMs: 1,
      checks,
      findings: [],
      output: '',
      notes: [],
    };
  }
  const solved: TrackProgress = { startedAt: 1, solvedAt: 2 };
  const ready: TrackProgress = { ...solved, productionReadyAt: 3 };

  it('is the first, once', () => {
    assert.equal(stageReached(report('passed', 'failed'), undefined), 'core');
    assert.equal(stageReached(report('passed', 'failed'), solved), undefined);
  });

  it('is the first once more for whoever began again after seeing the reference', () => {
    const again: TrackProgress = { ...solved, referenceSeenAt: 2, startedOverAt: 3 };
    assert.equal(stageReached(report('passed', 'failed'), again), 'core');
    assert.equal(stageReached(report('passed', 'failed'), { ...again, soloAt: 4 }), undefined);
  });

  it('is the second, once, also when both are reached at once', () => {
    assert.equal(stageReached(report('passed', 'passed'), undefined), 'production');
    assert.equal(stageReached(report('passed', 'passed'), solved), 'production');
    assert.equal(stageReached(report('passed', 'passed'), ready), undefined);
  });

  it('is none where a core check fails', () => {
    assert.equal(stageReached(report('failed', 'passed'), undefined), undefined);
  });
});
