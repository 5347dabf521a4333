import assert from 'node:assert/strict';
import type { Db, Tx } from '../../../../exercises/kit/typescript/kit/db';
import { codeOf, stockRoom, take, type Stock } from '../../../../test/support/stock-room';
import type { Operation } from '../gate';
import { DbError } from './db-error';
import type { DbServer } from './db-server';

let server: DbServer;
let db: Db;
let units: (id: string) => number | undefined;

beforeEach(() => ({ server, db, units } = stockRoom()));

describe('a gate before a database', () => {
  it('sees every call and the commit, numbered, and no rollback', async () => {
    const seen: string[] = [];
    const gated = server.connect({
      before: ({ name, keys, number }: Operation) => void seen.push(`${number} ${name} ${keys.join()}`),
    });
    await gated.transaction(async (tx) => {
      await tx.get('stock', 'oat');
      await tx.getForUpdate('stock', 'oat');
      await tx.update<Stock>('stock', 'oat', take(1));
      await tx.delete('stock', 'soy');
      await tx.insert('orders', 'o1', {});
      await tx.list('orders');
    });
    await codeOf(gated.transaction(async () => Promise.reject(new Error('no'))));
    assert.deepEqual(seen, [
      '1 get stock/oat',
      '2 getForUpdate stock/oat',
      '3 update stock/oat',
      '4 delete stock/soy',
      '5 insert orders/o1',
      '6 list orders',
      '7 commit ',
    ]);
  });

  const reset = Object.assign(new Error('connection reset'), { code: 'ECONNRESET' });
  /** Fails the n-th operation before or after it is carried out. */
  const failing = (number: number, moment: 'before' | 'after', error: Error = reset) =>
    server.connect({
      [moment]: (operation: Operation) => {
        if (operation.number === number) throw error;
      },
    });
  const two = async (tx: Tx): Promise<void> => {
    await tx.update<Stock>('stock', 'oat', take(1));
    await tx.update<Stock>('stock', 'soy', take(1));
  };

  for (const moment of ['before', 'after'] as const) {
    for (const number of [1, 2]) {
      it(`that fails call ${number} ${moment} it is carried out leaves nothing, and no lock`, async () => {
        assert.equal(await codeOf(failing(number, moment).transaction(two)), reset);
        assert.deepEqual([units('oat'), units('soy'), server.open], [3, 5, 0]);
        await db.transaction(two);
      });
    }
  }

  it('that loses the request for a commit rolls back, and that loses its reply does not', async () => {
    assert.equal(await codeOf(failing(3, 'before').transaction(two)), reset);
    assert.deepEqual([units('oat'), server.open], [3, 0]);
    assert.equal(await codeOf(failing(3, 'after').transaction(two)), reset);
    assert.deepEqual([units('oat'), server.open], [2, 0]);
  });

  it('ends the transaction of a lost connection, and aborts that of a refusal', async () => {
    const after = async (error: Error) => {
      const codes: unknown[] = [];
      const running = failing(1, 'before', error).transaction(async (tx) => {
        codes.push(await codeOf(two(tx)), await codeOf(tx.get('stock', 'soy')));
      });
      const end = await codeOf(running);
      return [...codes, end];
    };
    assert.deepEqual(await after(reset), [reset, reset, reset]);
    assert.deepEqual(await after(new DbError('40001')), ['40001', '25P02', '25P02']);
  });
});
