import assert from 'node:assert/strict';
import { checkWith, manifestWith } from '../../../test/check/support/manifest';
import type { RunEvent } from './protocol';
import { judgeEvents } from './verdict';

const manifest = manifestWith({
  checks: [checkWith('one'), checkWith('two'), checkWith('extra', { level: 'production' })],
});
const ended: RunEvent = { type: 'ended' };
const end = (status: 'passed' | 'failed', id: string): RunEvent => ({
  type: 'check-ended',
  id,
  status,
  durationMs: 0,
  ...(status === 'failed' && { failure: { message: 'It is wrong.' } }),
});
const passed = (id: string): RunEvent => end('passed', id);
const failed = (id: string): RunEvent => end('failed', id);

describe('the verdict on some of the checks', () => {
  const judgeOnly = (ids: readonly string[], events: readonly RunEvent[]) => {
    const { verdict, reason, checks } = judgeEvents(manifest, events, {}, new Set(ids));
    return [verdict, reason?.code, checks.map(({ id, status }) => `${id} ${status}`)];
  };
  const found = ['one', 'two', 'extra'].map((id): RunEvent => ({ type: 'check-found', id }));

  it('knows nothing of the others', () => {
    const heard = judgeOnly(['one'], [...found, passed('one'), ended]);
    assert.deepEqual(heard, ['passed', undefined, ['one passed']]);
    assert.deepEqual(judgeOnly(['two'], [...found, failed('two'), ended]), [
      'failed',
      undefined,
      ['two failed'],
    ]);
  });

  it('is open when one of these did not run', () => {
    const heard = judgeOnly(['one', 'two'], [...found, passed('one'), ended]);
    assert.deepEqual(heard, ['unchecked', 'wrong-checks', ['one passed', 'two errored']]);
  });

  it('is open when a test is there that the manifest does not know', () => {
    const heard = judgeOnly(['one'], [{ type: 'check-found', id: 'other' }, passed('one'), ended]);
    assert.deepEqual(heard, ['unchecked', 'wrong-checks', ['one passed']]);
  });

  it('is that of production checks where no core check was asked for', () => {
    assert.deepEqual(judgeOnly(['extra'], [passed('extra'), ended]), ['passed', undefined, ['extra passed']]);
    assert.deepEqual(judgeOnly(['extra'], [failed('extra'), ended]), ['failed', undefined, ['extra failed']]);
    assert.equal(judgeOnly(['one', 'extra'], [passed('one'), failed('extra'), ended])[0], 'passed');
  });

  it('is open when none was asked for', () => {
    assert.deepEqual(judgeOnly([], [...found, ended]), ['unchecked', 'no-checks-ran', []]);
    assert.deepEqual(judgeOnly([], [passed('one'), ended]), ['unchecked', 'wrong-checks', []]);
  });
});
