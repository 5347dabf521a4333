import assert from 'node:assert/strict';
import { CodealongError, isCodealongError } from './errors';

describe('isCodealongError', () => {
  it('knows the errors of another copy of this file', () => {
    const { name, code, message } = new CodealongError('busy', 'It is being changed.');
    assert.ok(isCodealongError(Object.assign(new Error(message), { name, code })));
  });

  it('takes no other error for one', () => {
    for (const other of [
      new Error('no'),
      Object.assign(new Error('no'), { code: 'busy' }),
      { code: 'busy' },
      'busy',
    ])
      assert.equal(isCodealongError(other), false);
  });
});
