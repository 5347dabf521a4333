import assert from 'node:assert/strict';
import type { CheckStatus } from '../check/report';
import { ruleStates } from './rule-states';

describe('how the rules of a brief stand', () => {
  const checks = [
    { id: 'one', rules: [1] },
    { id: 'both', rules: [1, 2] },
    { id: 'late', rules: [3] },
  ];
  const after = (statuses: Readonly<Record<string, CheckStatus>>) => [
    ...ruleStates(checks, { checks: Object.entries(statuses).map(([id, status]) => ({ id, status })) }),
  ];

  it('is told by all the checks of each', () => {
    assert.deepEqual(after({ one: 'passed', both: 'passed', late: 'failed' }), [
      [1, 'holds'],
      [2, 'holds'],
      [3, 'broken'],
    ]);
    assert.deepEqual(after({ one: 'passed', both: 'failed', late: 'passed' }), [
      [1, 'broken'],
      [2, 'broken'],
      [3, 'holds'],
    ]);
  });

  it('is open while one of its checks waits or was not judged', () => {
    assert.deepEqual(after({ one: 'passed', both: 'skipped', late: 'errored' }), []);
  });

  it('is open before the first check', () => assert.deepEqual([...ruleStates(checks, undefined)], []));
});
