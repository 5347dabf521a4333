import assert from 'node:assert/strict';
import type { CheckReport } from '../check/report';
import { noProgress, withReport, withReset, withStart, type Progress } from './progress';
import { isReferenceOpen, isSolvedWithReference, withReferenceSeen } from './reference-seen';

const passed: CheckReport = {
  exercise: 'adder',
  language: 'go',
  verdict: 'passed',
  durationMs: 1,
  checks: [],
  findings: [],
  output: '',
  notes: [],
};
const track = (progress: Progress) => progress.exercises['adder']?.tracks.go ?? { startedAt: 0 };
const started = withStart(noProgress, 'adder', 'go', 10);
const seen = withReferenceSeen(started, 'adder', 'go', 20);
const solved = withReport(seen, passed, 'go', 30);

describe('what was solved with the reference', () => {
  it('is what passed after the reference was seen', () => {
    assert.ok(isSolvedWithReference(track(solved)));
    assert.ok(!isSolvedWithReference(track(seen)), 'nothing is solved yet');
    assert.ok(!isSolvedWithReference(track(withReport(started, passed, 'go', 30))), 'nobody saw it');
  });

  it('stays so until it passes once more from the starter', () => {
    assert.ok(isSolvedWithReference(track(withReport(solved, passed, 'go', 40))));
    const again = withReset(solved, 'adder', 'go', 40);
    assert.ok(isSolvedWithReference(track(again)));
    assert.ok(!isSolvedWithReference(track(withReport(again, passed, 'go', 50))));
  });

  it('keeps when the reference was seen first', () => {
    assert.equal(track(withReferenceSeen(seen, 'adder', 'go', 99)).referenceSeenAt, 20);
  });
});

describe('the reference', () => {
  it('is open to whoever solved the exercise or chose to see it', () => {
    const open = [started, seen, withReport(started, passed, 'go', 30)].map((one) =>
      isReferenceOpen(track(one)),
    );
    assert.deepEqual(open, [false, true, true]);
    assert.ok(!isReferenceOpen(undefined));
  });
});
