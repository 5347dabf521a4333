import assert from 'node:assert/strict';
import type { CheckResult, CheckStatus } from './report';
import { firstToFix, stagesOf, stageTallies } from './stages';

describe('the stages of an exercise', () => {
  it('hold its checks by level, in their order', () => {
    const check = (id: string, level: 'core' | 'production' | 'hardened') => ({ id, level });
    const stages = stagesOf([check('a', 'core'), check('b', 'hardened'), check('c', 'core')]);
    assert.deepEqual(
      stages.map(({ number, level, checks }) => [number, level, checks.map(({ id }) => id)]),
      [
        [1, 'core', ['a', 'c']],
        [3, 'hardened', ['b']],
      ],
    );
  });

  it('are none without checks', () => assert.deepEqual(stagesOf([]), []));
});

describe('the checks of a run, stage by stage', () => {
  const result = (id: string, level: 'core' | 'production', status: CheckStatus): CheckResult => {
    return { id, title: id, level, status, durationMs: 1, why: '', guide: '' };
  };

  it('are counted', () => {
    const checks = [
      result('late', 'production', 'failed'),
      result('a', 'core', 'passed'),
      result('b', 'core', 'skipped'),
    ];
    assert.deepEqual(stageTallies(checks, { checks }), [
      { number: 1, done: 1, total: 2 },
      { number: 2, done: 0, total: 1 },
    ]);
    assert.deepEqual(stageTallies(checks, undefined)[0], { number: 1, done: 0, total: 2 });
  });

  it('are to be fixed in the order of the stages', () => {
    const [late, a, b] = [
      result('late', 'production', 'failed'),
      result('a', 'core', 'passed'),
      result('b', 'core', 'failed'),
    ];
    assert.equal(firstToFix({ checks: [late, a, b] })?.id, 'b');
    assert.equal(firstToFix({ checks: [late, a] })?.id, 'late');
    assert.equal(firstToFix({ checks: [a] }), undefined);
  });
});
