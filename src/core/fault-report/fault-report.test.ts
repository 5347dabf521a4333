import assert from 'node:assert/strict';
import { faultReport } from './fault-report';
import type { CheckReport } from '../check/report';

const folders = { folder: '/home/ada/coffee', home: '/home/ada', temp: '/tmp' };
const check = { title: 'Adds', level: 'core' as const, durationMs: 1, why: 'So.', guide: 'phase-1/1.1' };
const report: CheckReport = {
  exercise: 'adder',
  language: 'typescript',
  verdict: 'unchecked',
  reason: { code: 'harness-fault', message: 'Could not read /home/ada/coffee/x.' },
  durationMs: 12,
  checks: [
    { ...check, id: 'adds', status: 'failed', message: 'secret message', actual: 'secret value' },
    { ...check, id: 'more', status: 'errored' },
  ],
  findings: [{ at: { file: 'a.ts', line: 1 }, message: 'secret finding' }],
  output: 'secret output',
  notes: ['secret note'],
};

describe('a report of a fault', () => {
  it('says what ran where, and how it went', () =>
    assert.equal(
      faultReport({ 'Code-Along': '0.1.0', Node: '20.1.0' }, report, folders),
      [
        'Code-Along: 0.1.0',
        'Node: 20.1.0',
        'Exercise: adder (typescript)',
        'Verdict: unchecked after 12 ms',
        'Reason: harness-fault',
        'Could not read <folder>/x.',
        'Checks:',
        '- adds: failed',
        '- more: errored',
      ].join('\n'),
    ));

  it('has nothing of the code, whatever the reason quotes', () => {
    const quoting = { code: 'load-failed' as const, message: 'secret reason' };
    assert.doesNotMatch(faultReport({}, { ...report, reason: quoting }, folders), /secret/);
  });

  it('can be made before anything was checked', () =>
    assert.equal(faultReport({ Node: '20.1.0' }, undefined, folders), 'Node: 20.1.0\nNo check has run.'));
});
