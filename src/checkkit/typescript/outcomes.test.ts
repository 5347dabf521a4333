import assert from 'node:assert/strict';
import { Finding } from './finding';
import { finish, mustReturn, mustThrow } from './outcomes';

const isFinding = (actual: string) => (error: unknown) =>
  error instanceof Finding && error.input === 'a call' && error.actual === actual;

describe('the end of a call', () => {
  it('is told, also when it comes after some other work', async () => {
    const slow = async (): Promise<number> => {
      for (let step = 0; step < 100; step++) await Promise.resolve();
      return 7;
    };
    assert.deepEqual(await finish(slow, 'a call'), { status: 'returned', value: 7 });
    const error = new Error('no');
    assert.deepEqual(await finish(() => Promise.reject(error), 'a call'), { status: 'threw', error });
  });

  it('has to come without time passing', async () => {
    const waiting = (): Promise<never> => new Promise(() => undefined);
    await assert.rejects(finish(waiting, 'a call'), isFinding('it is still waiting'));
  });

  it('has to be the one that is asked for', async () => {
    const broken = (): never => {
      throw new RangeError('no');
    };
    assert.equal(await mustReturn(() => 7, 'a call'), 7);
    await assert.rejects(mustReturn(broken, 'a call'), isFinding('it threw RangeError: no'));
    assert.equal((await mustThrow(broken, RangeError, 'a call')).message, 'no');
    await assert.rejects(mustThrow(broken, TypeError, 'a call'), isFinding('it threw RangeError: no'));
    await assert.rejects(
      mustThrow(() => 7, TypeError, 'a call'),
      isFinding('it returned 7'),
    );
  });
});
