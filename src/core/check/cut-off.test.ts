import assert from 'node:assert/strict';
import { cutOff } from './cut-off';
import type { RunEvent } from './protocol';

const timedOut = { code: 'timed-out', message: 'It did not finish within 10 seconds.' } as const;
const statement = (name: string, line: number): RunEvent => ({
  type: 'statement-began',
  name,
  text: 'SELECT 1',
  file: 'up.sql',
  line,
  column: 3,
});

describe('a check that was running when its process ended', () => {
  it('fails by the timeout, and is not judged for any other reason', () => {
    assert.deepEqual(cutOff([], timedOut), { status: 'failed', message: timedOut.message });
    assert.equal(cutOff([], { code: 'out-of-memory', message: 'Too much.' }).status, 'errored');
    assert.deepEqual(cutOff([], undefined), { status: 'errored', message: 'It began and never ended.' });
  });

  it('names the statement that was running, at its place', () => {
    const heard = [
      statement('Statement 1 of up', 1),
      { type: 'statement-ended' },
      statement('Statement 2 of up', 4),
    ] as const;
    assert.deepEqual(cutOff(heard, timedOut), {
      status: 'failed',
      message: 'Statement 2 of up was still running. It did not finish within 10 seconds.',
      input: 'SELECT 1',
      at: { file: 'up.sql', line: 4, column: 3 },
    });
  });

  it('says nothing of a statement that was over', () => {
    const heard = [statement('Statement 1 of up', 1), { type: 'statement-ended' }] as const;
    assert.deepEqual(cutOff(heard, timedOut), { status: 'failed', message: timedOut.message });
  });
});
