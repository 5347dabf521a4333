import assert from 'node:assert/strict';
import { checkWith } from '../../../test/check/support/manifest';
import type { RunEvent } from '../../core/check/protocol';
import { silentReason } from './run-checks';

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
