import assert from 'node:assert/strict';
import type { Db, Tx } from '../../../../exercises/kit/typescript/kit/db';
import { begin, codeOf, enough, stockRoom, take, type Stock } from '../../../../test/support/stock-room';
import type { DbServer } from './db-server';

let server: DbServer;
let db: Db;
let units: (id: string) => number | undefined;

beforeEach(() => ({ server, db, units } = stockRoom()));

describe('a locked row', () => {
  for (const [what, lock] of [
    ['getForUpdate', (tx: Tx) => tx.getForUpdate('stock', 'oat')],
    ['update', (tx: Tx) => tx.update<Stock>('stock', 'oat', take(1))],
    ['delete', (tx: Tx) => tx.delete('stock', 'oat')],
  ] as const) {
    it(`by ${what} makes others wait until the end, and lets readers pass`, async () => {
      const one = begin(db);
      await one.do(lock);
      const two = begin(db);
      const locked = await two.do(lock);
      assert.deepEqual([locked.state, server.awaited()], ['pending', ['["stock","oat"]']]);
      const [read, elsewhere] = await db.transaction(async (tx) => [
        await tx.get<Stock>('stock', 'oat'),
        await tx.update<Stock>('stock', 'soy', take(1)),
      ]);
      assert.deepEqual([(read as Stock).units, elsewhere], [3, 1]);
      await one.rollback();
      assert.equal(locked.state, 'fulfilled');
      await two.commit();
    });
  }

  it('goes to those who wait in the order in which they came', async () => {
    const all = [begin(db), begin(db), begin(db), begin(db)];
    const done: number[] = [];
    for (const [index, one] of all.entries()) {
      await one.do(async (tx) => {
        await tx.getForUpdate('stock', 'oat');
        done.push(index);
      });
    }
    for (const [index, one] of all.entries()) {
      assert.deepEqual(done, [0, 1, 2, 3].slice(0, index + 1));
      await one.commit();
    }
  });

  it('can be locked again by whoever has it', async () => {
    const result = await db.transaction(async (tx) => {
      await tx.getForUpdate('stock', 'oat');
      await tx.update<Stock>('stock', 'oat', take(1));
      return (await tx.getForUpdate<Stock>('stock', 'oat'))?.units;
    });
    assert.equal(result, 2);
  });

  it('must be there: what does not exist cannot be locked', async () => {
    const one = begin(db);
    const found = await one.do((tx) => tx.getForUpdate('stock', 'almond'));
    await db.transaction((tx) => tx.insert('stock', 'almond', { units: 1 }));
    await one.commit();
    assert.deepEqual([found.value, units('almond')], [null, 1]);
  });

  it('that nobody sees yet is passed over without waiting', async () => {
    const one = begin(db);
    await one.do((tx) => tx.insert('stock', 'almond', { units: 1 }));
    const results = await db.transaction(async (tx) => [
      await tx.getForUpdate('stock', 'almond'),
      await tx.update<Stock>('stock', 'almond', take(1)),
      await tx.delete('stock', 'almond'),
    ]);
    assert.deepEqual(results, [null, 0, 0]);
    await one.commit();
  });
});

describe('whoever waited for a row', () => {
  /** The result of a statement that waits for another transaction, which does something to the row first and then ends. */
  async function after<T>(
    first: (tx: Tx) => Promise<unknown>,
    end: 'commit' | 'rollback',
    statement: (tx: Tx) => Promise<T>,
  ): Promise<unknown> {
    const one = begin(db);
    await one.do(first);
    const two = begin(db);
    const result = await two.do(statement);
    assert.deepEqual([result.state], ['pending']);
    await one[end]();
    if (result.state === 'rejected') return codeOf(Promise.reject(result.error));
    await two.commit();
    return result.value;
  }
  const takes = (n: number) => (tx: Tx) => tx.update<Stock>('stock', 'oat', take(n), enough(n));
  const removes = (tx: Tx) => tx.delete('stock', 'oat');
  const adds = (tx: Tx) => tx.insert('stock', 'almond', { units: 1 });

  it('asks the condition of an update again', async () => {
    assert.deepEqual([await after(takes(2), 'commit', takes(2)), units('oat')], [0, 1]);
    assert.deepEqual([await after(takes(1), 'rollback', takes(1)), units('oat')], [1, 0]);
  });

  it('changes the row as it is by then', async () => {
    assert.deepEqual([await after(takes(1), 'commit', takes(1)), units('oat')], [1, 1]);
  });

  it('gets the row as it is by then', async () => {
    const read = (tx: Tx) => tx.getForUpdate<Stock>('stock', 'oat').then((row) => row?.units);
    assert.equal(await after(takes(1), 'commit', read), 2);
  });

  it('finds nothing when it was deleted, and does not keep a lock', async () => {
    assert.equal(await after(removes, 'commit', (tx) => tx.getForUpdate('stock', 'oat')), null);
    server.fill('stock', [['oat', { units: 3 }]]);
    assert.equal(await after(removes, 'commit', removes), 0);
    await db.transaction((tx) => tx.insert('stock', 'oat', { units: 1 }));
    assert.equal(units('oat'), 1);
  });

  it('has no lock on a row that it could not have, and others go on', async () => {
    const one = begin(db);
    await one.do(takes(2));
    const two = begin(db);
    const none = await two.do(takes(2));
    await one.commit();
    assert.deepEqual([none.value, await db.transaction(takes(1))], [0, 1]);
    await two.commit();
    assert.equal(units('oat'), 0);
  });

  it('to insert it is refused after a commit, and may after a rollback', async () => {
    assert.equal(await after(adds, 'commit', adds), '23505');
    await db.transaction((tx) => tx.delete('stock', 'almond'));
    assert.deepEqual([await after(adds, 'rollback', adds), units('almond')], [undefined, 1]);
  });

  it('to insert what is being deleted may after the commit, and is refused after a rollback', async () => {
    const insert = (tx: Tx) => tx.insert('stock', 'oat', { units: 7 });
    assert.equal(await after(removes, 'rollback', insert), '23505');
    assert.deepEqual([await after(removes, 'commit', insert), units('oat')], [undefined, 7]);
  });

  it('does not wait to insert what is only locked: it exists', async () => {
    const one = begin(db);
    await one.do((tx) => tx.getForUpdate('stock', 'oat'));
    assert.equal(await codeOf(db.transaction((tx) => tx.insert('stock', 'oat', { units: 1 }))), '23505');
    await one.commit();
  });

  it('does not wait when the condition does not hold for what it sees', async () => {
    const one = begin(db);
    await one.do((tx) => tx.update<Stock>('stock', 'oat', take(-10)));
    assert.equal(await db.transaction(takes(9)), 0);
    await one.commit();
  });
});

describe('transactions that wait for each other in a circle', () => {
  for (const parties of [2, 3, 5]) {
    it(`of ${parties} end with a victim, the one that closed it, and the others go on`, async () => {
      const ids = Array.from({ length: parties }, (_, n) => `row ${n}`);
      server.fill(
        'ring',
        ids.map((id) => [id, { n: 0 }]),
      );
      const touch = (n: number) => (tx: Tx) =>
        tx.update<{ n: number }>('ring', ids[n % parties] ?? '', (row) => ({ n: row.n + 1 }));
      const all = ids.map(() => begin(db));
      for (const [n, party] of all.entries()) await party.do(touch(n));
      const calls = [];
      for (const [n, party] of all.entries()) calls.push(await party.do(touch(n + 1)));
      const [victim, beforeIt, ...waiting] = [...calls].reverse();
      assert.equal(await codeOf(Promise.reject(victim?.error)), '40P01');
      assert.equal(beforeIt?.state, 'fulfilled', 'the row of the victim is free');
      assert.deepEqual(
        waiting.map(({ state }) => state),
        waiting.map(() => 'pending'),
      );
      const [aborted, ...others] = [...all].reverse();
      for (const party of others) await party.commit();
      assert.equal(await codeOf(aborted?.commit() ?? Promise.resolve()), '25P02');
      assert.deepEqual([server.open, server.awaited()], [0, []]);
    });
  }

  it('are not a circle when they only queue', async () => {
    const all = [begin(db), begin(db), begin(db)];
    const calls = [];
    for (const one of all) calls.push(await one.do((tx) => tx.delete('stock', 'oat')));
    for (const one of all) await one.commit();
    assert.deepEqual(
      calls.map(({ value }) => value),
      [1, 0, 0],
    );
  });
});
