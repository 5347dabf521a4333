import assert from 'node:assert/strict';
import { migrate, migrations, type Migration } from './migrations';
import { noProgress } from './progress';

/** Two formats that never shipped: one gives a key another name, one wraps it. */
const known: readonly Migration[] = [
  ({ done, ...rest }) => ({ ...rest, formatVersion: 2, finished: done }),
  ({ finished, ...rest }) => ({ ...rest, formatVersion: 3, states: { finished } }),
];

describe('migrating a progress file', () => {
  it('leads through every format up to the newest, and keeps what it does not know', () => {
    const first = { formatVersion: 1, done: 4, note: 'mine' };
    assert.deepEqual(migrate(first, known), { formatVersion: 3, states: { finished: 4 }, note: 'mine' });
    assert.deepEqual(first, { formatVersion: 1, done: 4, note: 'mine' });
  });

  it('begins at the format that it is in', () => {
    assert.deepEqual(migrate({ formatVersion: 2, finished: 5 }, known), {
      formatVersion: 3,
      states: { finished: 5 },
    });
    const newest = { formatVersion: 3, states: {} };
    assert.deepEqual(migrate(newest, known), newest);
  });

  it('has no way back from a later version', () => {
    assert.equal(migrate({ formatVersion: 4 }, known), 'newer');
  });

  it('leads to the format that we write', () => {
    assert.equal(noProgress.formatVersion, migrations.length + 1);
  });
});
