import assert from 'node:assert/strict';
import type { CheckReport, CheckStatus, Verdict } from '../check/report';
import {
  isSolved,
  noProgress,
  startedLanguages,
  stateOf,
  withReport,
  withReset,
  withStart,
  type ExerciseState,
  type Progress,
} from './progress';
import { shownHintNumbers, withHint } from './shown-help';

function report(verdict: Verdict, production: CheckStatus = 'failed'): CheckReport {
  const check = {
    id: 'extra',
    title: '',
    level: 'production',
    status: production,
    durationMs: 0,
    why: '',
    guide: '',
  } as const;
  return {
    exercise: 'adder',
    language: 'go',
    verdict,
    durationMs: 0,
    checks: [check],
    findings: [],
    output: '',
    notes: [],
  };
}

const started = withStart(noProgress, 'adder', 'go', 10);
const after = (...reports: CheckReport[]): Progress =>
  reports.reduce((progress, next, index) => withReport(progress, next, 'go', 20 + index), started);
const goTrack = (progress: Progress) => progress.exercises['adder']?.tracks.go;

describe('the state of an exercise', () => {
  const states: readonly (readonly [state: ExerciseState, how: string, progress: Progress])[] = [
    ['new', 'nothing happened', noProgress],
    ['new', 'only hints were shown', withHint(noProgress, 'adder', 1)],
    ['started', 'it was scaffolded', started],
    ['started', 'nothing could be judged', after(report('unchecked'))],
    ['failing', 'it failed', after(report('failed'))],
    ['started', 'it failed, and then nothing could be judged', after(report('failed'), report('unchecked'))],
    ['passed', 'it passed', after(report('passed'))],
    ['passed', 'it passed and fails now', after(report('passed'), report('failed'))],
    ['production-ready', 'every check passed', after(report('passed', 'passed'))],
    ['production-ready', 'every check passed once', after(report('passed', 'passed'), report('failed'))],
    [
      'failing',
      'it fails in one language and was started in another',
      withStart(after(report('failed')), 'adder', 'typescript', 30),
    ],
    [
      'passed',
      'it fails in one language and passed in another',
      withReport(after(report('failed')), report('passed'), 'typescript', 30),
    ],
  ];
  for (const [state, how, progress] of states) {
    it(`is "${state}" when ${how}`, () => assert.equal(stateOf(progress, 'adder'), state));
  }
});

describe('progress', () => {
  it('keeps when an exercise was started first', () => {
    assert.equal(goTrack(withStart(started, 'adder', 'go', 99))?.startedAt, 10);
    assert.equal(goTrack(withReport(started, report('failed'), 'go', 99))?.startedAt, 10);
  });

  it('keeps how many checks passed when a check could not be judged, and forgets it with a reset', () => {
    const passedOnce = after(report('passed', 'passed'), report('unchecked'));
    assert.deepEqual([goTrack(passedOnce)?.passed, goTrack(passedOnce)?.total], [1, 1]);
    assert.equal(goTrack(withReset(passedOnce, 'adder', 'go', 50))?.passed, undefined);
  });

  it('counts a check of files that were never started here as their start', () => {
    assert.equal(goTrack(withReport(noProgress, report('failed'), 'go', 99))?.startedAt, 99);
  });

  it('keeps when it was solved first, whatever comes later', () => {
    const track = goTrack(
      after(report('passed'), report('failed'), report('passed', 'passed'), report('passed', 'passed')),
    );
    assert.deepEqual(track, {
      startedAt: 10,
      checkedAt: 23,
      verdict: 'passed',
      passed: 1,
      total: 1,
      failing: [],
      solvedAt: 20,
      productionReadyAt: 22,
    });
  });

  it('never takes an unchecked run for solved', () => {
    const track = goTrack(after(report('unchecked', 'passed')));
    assert.deepEqual(
      [track?.solvedAt, track?.productionReadyAt, track?.verdict],
      [undefined, undefined, 'unchecked'],
    );
  });

  it('is solved in the language that passed, and in no other', () => {
    const solved = after(report('passed'));
    assert.deepEqual(
      [isSolved(solved, 'adder', 'go'), isSolved(solved, 'adder', 'typescript')],
      [true, false],
    );
    assert.equal(isSolved(after(report('failed')), 'adder', 'go'), false);
  });

  it('names the languages that were started', () => {
    assert.deepEqual(startedLanguages(started, 'adder'), ['go']);
    assert.deepEqual(startedLanguages(withStart(started, 'adder', 'typescript', 11), 'adder'), [
      'typescript',
      'go',
    ]);
    assert.deepEqual(startedLanguages(started, 'other'), []);
  });

  it('of one exercise leaves that of the others, and its own hints, alone', () => {
    const both = withHint(withStart(started, 'other', 'typescript', 11), 'adder', 1);
    const changed = withReport(both, report('failed'), 'go', 12);
    assert.deepEqual(changed.exercises['other'], both.exercises['other']);
    assert.equal(changed.exercises['adder']?.hints, 1);
  });

  it('counts hints, and names those that are not the first ones', () => {
    const third = withHint(started, 'adder', 3);
    assert.deepEqual([third.exercises['adder']?.hints, third.exercises['adder']?.shown], [1, [3]]);
    const again = withHint(withHint(third, 'adder', 1), 'adder', 3);
    assert.deepEqual(shownHintNumbers(again.exercises['adder'] ?? { hints: 0 }), [1, 3]);
    const all = withHint(again, 'adder', 2).exercises['adder'];
    assert.ok(all && !('shown' in all));
    assert.deepEqual(shownHintNumbers(all), [1, 2, 3]);
  });

  it('is a new value: the old one stays as it was', () => {
    const before = structuredClone(started);
    withReport(withHint(started, 'adder', 1), report('passed'), 'go', 12);
    assert.deepEqual(started, before);
  });
});
