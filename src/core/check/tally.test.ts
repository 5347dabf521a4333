import assert from 'node:assert/strict';
import type { CheckStatus } from './report';
import { tallyOf, tallyText } from './tally';

const checks = (...statuses: CheckStatus[]) => statuses.map((status) => ({ status }));

describe('the tally of a run', () => {
  it('counts what passed, what is to fix and what waits', () => {
    const tally = tallyOf(checks('passed', 'failed', 'failed', 'skipped', 'errored', 'skipped'));
    assert.deepEqual(tally, { passed: 1, failed: 2, waiting: 3, total: 6 });
    assert.equal(tallyText(tally), '1 of 6 passes · 2 to fix · 3 wait');
  });

  it('leaves out what there is none of', () => {
    assert.equal(tallyText(tallyOf(checks('passed', 'passed'))), '2 of 2 pass');
    assert.equal(tallyText(tallyOf(checks('failed', 'skipped'))), '0 of 2 pass · 1 to fix · 1 waits');
  });

  it('says how it changed since the check before', () => {
    const tally = { passed: 9, failed: 8, waiting: 10, total: 27 };
    assert.equal(tallyText(tally, 1), '9 of 27 pass (+8) · 8 to fix · 10 wait');
    assert.equal(tallyText(tally, 10), '9 of 27 pass (−1) · 8 to fix · 10 wait');
    assert.equal(tallyText(tally, 9), '9 of 27 pass · 8 to fix · 10 wait');
  });
});
