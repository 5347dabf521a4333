import assert from 'node:assert/strict';
import type { CheckReport, CheckStatus } from '../check/report';
import { fingerprint, mismatch } from './expectation';
import type { AuthoredSolution } from './solutions';

type Declared = Pick<AuthoredSolution, 'role' | 'rejectedBy'>;

const solution = (role: Declared['role'], rejectedBy: readonly string[] = []): Declared => ({
  role,
  rejectedBy,
});

function report(verdict: CheckReport['verdict'], statuses: Record<string, CheckStatus>): CheckReport {
  const checks = Object.entries(statuses).map(([id, status]) => ({
    ...{ id, title: id, level: 'core' as const, status, durationMs: Math.random(), why: '', guide: '' },
    ...(status === 'failed' && { message: `${id} is wrong` }),
  }));
  return {
    exercise: 'adder',
    language: 'go',
    verdict,
    durationMs: Math.random(),
    checks,
    findings: [],
    output: '',
    notes: [],
  };
}

const passing = report('passed', { one: 'passed', two: 'passed' });
const halfway = report('passed', { one: 'passed', two: 'failed' });
const failing = report('failed', { one: 'failed', two: 'skipped' });
const unjudged: CheckReport = {
  ...report('unchecked', { one: 'errored' }),
  reason: { code: 'crashed', message: 'It crashed.' },
};

describe('what an author promises of a solution', () => {
  const kept: readonly (readonly [Declared, CheckReport])[] = [
    [solution('starter'), failing],
    [solution('reference'), passing],
    [solution('alternative'), passing],
    [solution('wrong', ['one']), failing],
    [solution('wrong', ['two']), halfway],
  ];
  for (const [{ role, rejectedBy }, outcome] of kept) {
    it(`is kept when a ${role} ${rejectedBy.join()} is ${outcome.verdict}`, () =>
      assert.equal(mismatch(solution(role, rejectedBy), outcome), undefined));
  }

  const broken: readonly (readonly [Declared, CheckReport, string])[] = [
    [solution('starter'), passing, 'must fail, but is passed'],
    [solution('starter'), unjudged, 'must fail, but is unchecked: It crashed.: one errored'],
    [solution('reference'), halfway, 'must pass every check, but is passed: two failed (two is wrong)'],
    [
      solution('alternative'),
      failing,
      'must pass every check, but is failed: one failed (one is wrong); two skipped',
    ],
    [solution('reference'), unjudged, 'must pass every check, but is unchecked: It crashed.: one errored'],
    [solution('wrong', ['one']), passing, 'must be rejected by one (passed), but is passed'],
    [
      solution('wrong', ['one', 'two']),
      failing,
      'must be rejected by two (skipped), but is failed: one failed (one is wrong); two skipped',
    ],
    [
      solution('wrong', ['one']),
      unjudged,
      'must be rejected by one (errored), but is unchecked: It crashed.: one errored',
    ],
    [
      solution('wrong', ['gone']),
      failing,
      'must be rejected by gone (missing), but is failed: one failed (one is wrong); two skipped',
    ],
  ];
  for (const [promised, outcome, message] of broken) {
    it(`is broken: a ${promised.role} ${message}`, () => assert.equal(mismatch(promised, outcome), message));
  }
});

describe('the fingerprint of a report', () => {
  it('is the same for reports that differ only in what varies from run to run', () => {
    const again = { ...passing, durationMs: 12, output: 'printed' };
    assert.equal(fingerprint(again), fingerprint(passing));
    assert.equal(fingerprint(unjudged), 'unchecked crashed one=errored');
  });

  it('tells verdicts, causes and the outcome of every check apart', () => {
    const other: CheckReport = { ...unjudged, reason: { code: 'timed-out', message: '' } };
    const prints = [passing, halfway, failing, unjudged, other].map(fingerprint);
    assert.equal(new Set(prints).size, 5);
  });
});
