import assert from 'node:assert/strict';
import { CodealongError } from '../errors';
import { faultOf } from './fault';

const failing = (code: string): Error => Object.assign(new Error(`${code}: as the system says it`), { code });

describe('why a check could not be prepared', () => {
  for (const [code, words] of [
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EMFILE', 'too many files are open'],
    ['ENOMEM', 'no memory is left'],
  ] as const) {
    it(`is told of the machine after ${code}, in words, and of nobody else`, () => {
      assert.deepEqual(faultOf(failing(code)), {
        code: 'machine-trouble',
        message: `The check could not be prepared: ${words}.`,
      });
    });

    it(`is told of the machine when ${code} kept a file from being read`, () => {
      const error = new CodealongError('unreadable', 'a.ts cannot be read.', { cause: failing(code) });
      assert.deepEqual(faultOf(error), { code: 'machine-trouble', message: 'a.ts cannot be read.' });
    });
  }

  it('is the owner’s to fix when a file cannot be read', () => {
    const error = new CodealongError('unreadable', 'a.ts cannot be read.', { cause: failing('EACCES') });
    assert.deepEqual(faultOf(error), { code: 'missing-file', message: 'a.ts cannot be read.' });
  });

  it('is ours in all other cases', () => {
    assert.deepEqual(faultOf(new Error('no such kit')), {
      code: 'harness-fault',
      message: 'The checks could not be prepared: no such kit',
    });
  });
});
