import assert from 'node:assert/strict';
import { checkWith } from '../../../test/check/support/manifest';
import type { RunEvent } from '../../core/check/protocol';
import { silentReason, withRace } from './run-checks';

const started: RunEvent = { type: 'check-started', id: 'adds' };
const passed: RunEvent = { type: 'check-ended', id: 'adds', status: 'passed', durationMs: 1 };
const failed: RunEvent = { ...passed, status: 'failed' };
const ended: RunEvent = { type: 'ended' };

const reasonOf = (events: readonly RunEvent[], code: number | null = 0) =>
  silentReason(checkWith('adds'), events, { code, killedBy: code === null ? 'SIGKILL' : null });

describe('what a process of a Go check says counts', () => {
  it('when the check passed and the process came to its end, also with the code of a race', () => {
    assert.equal(reasonOf([started, passed, ended]), undefined);
    assert.equal(reasonOf([started, passed, ended], 66), undefined);
  });

  it('when the check failed, whatever happened then', () => {
    assert.equal(reasonOf([started, failed], 2), undefined);
  });

  it('when there is no test for the check, which the verdict tells', () => {
    assert.equal(reasonOf([ended]), undefined);
  });

  for (const [events, code, message] of [
    [[started], 0, 'The process ended itself (exit code 0) during the check "Title of adds".'],
    [[started], null, 'The process ended with code SIGKILL during the check "Title of adds".'],
    [[started, passed], 0, 'The process ended itself (exit code 0) right after the check "Title of adds".'],
    [[started, passed], 3, 'The process ended with code 3 right after the check "Title of adds".'],
    [[], 1, 'The process ended with code 1 during the check "Title of adds".'],
  ] as const) {
    it(`not when ${message}`, () => assert.equal(reasonOf(events, code)?.message, message));
  }
});

describe('a race in the process of a Go check', () => {
  const printed =
    'WARNING: DATA RACE\nWrite at 0x00 by goroutine 8:\n  go-coffee/pkg/sum.Sum()\n      go-coffee/pkg/sum/sum.go:12 +0x4\n';
  const at = { file: 'pkg/sum/sum.go', line: 12 };
  const failureOf = (event: RunEvent, output = printed) => {
    const [told] = withRace({ module: 'go-coffee' }, { id: 'adds' }, [event], { output });
    return told?.type === 'check-ended' ? told.failure : undefined;
  };
  const failing = (message: string): RunEvent => ({ ...passed, status: 'failed', failure: { message } });

  it('fails a check that passed, at the line of the learner', () => {
    assert.deepEqual(failureOf(passed)?.at, at);
  });

  it('gives its line to a check that tells of the race itself', () => {
    assert.deepEqual(failureOf(failing('This is a data race. Anything may come of it.')), {
      message: 'This is a data race. Anything may come of it.',
      at,
    });
  });

  it('changes nothing of a check that tells something else, or when there was none', () => {
    assert.deepEqual(failureOf(failing('The sum is wrong.')), { message: 'The sum is wrong.' });
    assert.deepEqual(failureOf(failing('A data race.'), ''), { message: 'A data race.' });
    assert.equal(failureOf(passed, ''), undefined);
  });
});
