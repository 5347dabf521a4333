import assert from 'node:assert/strict';
import { planOf } from './plan-of';
import type { RunEvent } from './protocol';

const heard: readonly RunEvent[] = [
  { type: 'check-started', id: 'queue' },
  { type: 'plan-read', plan: 'Seq Scan' },
  { type: 'plan-read', plan: 'Index Scan' },
  { type: 'check-ended', id: 'queue', status: 'passed', durationMs: 1 },
  { type: 'check-started', id: 'shops' },
  { type: 'check-ended', id: 'shops', status: 'failed', durationMs: 1 },
  { type: 'check-started', id: 'days' },
  { type: 'plan-read', plan: 'Sort' },
];

describe('the plan of a check', () => {
  it('is the last that was read while it ran, also when it never ended', () => {
    assert.deepEqual(planOf('queue', heard), { plan: 'Index Scan' });
    assert.deepEqual(planOf('days', heard), { plan: 'Sort' });
  });

  it('is not that of another check', () => {
    assert.deepEqual(planOf('shops', heard), {});
    assert.deepEqual(planOf('unknown', heard), {});
  });
});
