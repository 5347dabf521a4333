import assert from 'node:assert/strict';
import { isProductionReady, type CheckReport, type CheckResult } from './report';

const check = (level: CheckResult['level'], status: CheckResult['status']): CheckResult => ({
  id: `${level}-${status}`,
  title: 'Title',
  level,
  status,
  durationMs: 0,
  why: 'Why',
  guide: 'phase-1/1.1',
});

const report = (verdict: CheckReport['verdict'], ...checks: CheckResult[]): CheckReport => ({
  exercise: 'adder',
  language: 'go',
  verdict,
  durationMs: 0,
  checks,
  findings: [],
  output: '',
  notes: [],
});

describe('a report', () => {
  it('is ready for production when it passed and so did every production check', () => {
    const core = check('core', 'passed');
    assert.equal(isProductionReady(report('passed', core, check('production', 'passed'))), true);
    assert.equal(isProductionReady(report('passed', core, check('production', 'failed'))), false);
    assert.equal(isProductionReady(report('unchecked', core)), false);
  });
});
