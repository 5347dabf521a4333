import assert from 'node:assert/strict';
import type { Db, Tx } from '../../../../exercises/kit/typescript/kit/db';
import { begin, codeOf, enough, stockRoom, take, type Stock } from '../../../../test/support/stock-room';
import type { DbServer } from './db-server';

let server: DbServer;
let db: Db;
let units: (id: string) => number | undefined;

beforeEach(() => ({ server, db, units } = stockRoom()));

describe('a serializable transaction', () => {
  it('reads all from one snapshot, taken at its first call', async () => {
    const one = begin(db, 'serializable');
    await db.transaction((tx) => tx.update<Stock>('stock', 'oat', take(1)));
    const before = await one.do((tx) => tx.get<Stock>('stock', 'oat'));
    await db.transaction((tx) => tx.update<Stock>('stock', 'oat', take(1)));
    await db.transaction((tx) => tx.insert('stock', 'almond', { units: 1 }));
    const after = await one.do((tx) => tx.list<Stock>('stock'));
    await one.commit();
    assert.equal(before.value?.units, 2);
    assert.deepEqual(
      after.value?.map(({ id, row }) => [id, row.units]),
      [
        ['oat', 2],
        ['soy', 5],
      ],
    );
  });

  const somethingElse = (tx: Tx) => tx.insert('orders', 'o1', {});
  const refused: readonly (readonly [
    what: string,
    read: (tx: Tx) => Promise<unknown>,
    other: (tx: Tx) => Promise<unknown>,
  ])[] = [
    ['a row', (tx) => tx.get('stock', 'oat'), (tx) => tx.update<Stock>('stock', 'oat', take(1))],
    ['a row that is gone', (tx) => tx.get('stock', 'oat'), (tx) => tx.delete('stock', 'oat')],
    ['that there is none', (tx) => tx.get('stock', 'rye'), (tx) => tx.insert('stock', 'rye', { units: 1 })],
    ['a whole table', (tx) => tx.list('stock'), (tx) => tx.insert('stock', 'rye', { units: 1 })],
    ['a whole table, one row', (tx) => tx.list('stock'), (tx) => tx.update<Stock>('stock', 'soy', take(1))],
    [
      'that a condition does not hold',
      (tx) => tx.update<Stock>('stock', 'oat', take(9), enough(9)),
      (tx) => tx.update<Stock>('stock', 'oat', take(-9)),
    ],
  ];
  for (const [what, read, other] of refused) {
    it(`that read ${what} and wrote elsewhere is refused when that has changed`, async () => {
      const one = begin(db, 'serializable');
      await one.do(read);
      await db.transaction(other);
      await one.do(somethingElse);
      assert.equal(await codeOf(one.commit()), '40001');
      assert.deepEqual(server.rows('orders').size, 0);
    });

    it(`that read ${what} commits when it wrote nothing, or nothing changed, or it may see the change`, async () => {
      const reader = begin(db, 'serializable');
      await reader.do(read);
      await db.transaction(other);
      await reader.commit();
      const calm = begin(db, 'serializable');
      await calm.do(read);
      await calm.do(somethingElse);
      await calm.commit();
      const loose = begin(db, 'read committed');
      await loose.do(read);
      await db.transaction((tx) => tx.update<Stock>('stock', 'soy', take(1)));
      await loose.do((tx) => tx.insert('orders', 'o2', {}));
      await loose.commit();
      assert.equal(server.rows('orders').size, 2);
    });
  }

  for (const [what, change] of [
    ['lock', (tx: Tx) => tx.getForUpdate('stock', 'oat')],
    ['change', (tx: Tx) => tx.update<Stock>('stock', 'oat', take(1))],
    ['delete', (tx: Tx) => tx.delete('stock', 'oat')],
  ] as const) {
    it(`can't ${what} a row that changed since its snapshot, whether or not it waited`, async () => {
      const late = begin(db, 'serializable');
      await late.do((tx) => tx.get('stock', 'soy'));
      await db.transaction((tx) => tx.update<Stock>('stock', 'oat', take(1)));
      const call = await late.do(change);
      assert.equal(await codeOf(Promise.reject(call.error)), '40001');
      await late.rollback();

      const holder = begin(db);
      await holder.do((tx) => tx.update<Stock>('stock', 'oat', take(1)));
      const waits = begin(db, 'serializable');
      const waited = await waits.do(change);
      assert.equal(waited.state, 'pending');
      await holder.commit();
      assert.equal(await codeOf(Promise.reject(waited.error)), '40001');
      await waits.rollback();
      assert.equal(units('oat'), 1);
    });

    it(`can ${what} a row whose holder rolled back`, async () => {
      const holder = begin(db);
      await holder.do((tx) => tx.update<Stock>('stock', 'oat', take(1)));
      const waits = begin(db, 'serializable');
      const waited = await waits.do(change);
      await holder.rollback();
      assert.equal(waited.state, 'fulfilled');
      await waits.commit();
    });
  }

  it('that inserts what was inserted meanwhile gets 23505, and 40001 when it had looked', async () => {
    for (const [look, code] of [
      ['soy', '23505'],
      ['rye', '40001'],
    ] as const) {
      await db.transaction((tx) => tx.delete('stock', 'rye'));
      const one = begin(db, 'serializable');
      await one.do((tx) => tx.get('stock', look));
      await db.transaction((tx) => tx.insert('stock', 'rye', { units: 1 }));
      const insert = await one.do((tx) => tx.insert('stock', 'rye', { units: 2 }));
      assert.equal(await codeOf(Promise.reject(insert.error)), code);
      await one.rollback();
    }
  });
});
