import assert from 'node:assert/strict';
import type { Db, Tx } from '../../../../exercises/kit/typescript/kit/db';
import { begin, codeOf, enough, stockRoom, take, type Stock } from '../../../../test/support/stock-room';
import type { DbServer } from './db-server';

let server: DbServer;
let db: Db;
let stock: () => ReadonlyMap<string, Stock>;
let units: (id: string) => number | undefined;

beforeEach(() => ({ server, db, stock, units } = stockRoom()));

describe('a transaction', () => {
  it('commits what it wrote when its function resolves, and resolves to its result', async () => {
    const result = await db.transaction(async (tx) => {
      await tx.insert('orders', 'o1', { total: 350 });
      await tx.update<Stock>('stock', 'oat', take(1));
      return [await tx.delete('stock', 'soy'), await tx.delete('stock', 'none')];
    });
    assert.deepEqual(result, [1, 0]);
    assert.deepEqual([...server.rows('orders')], [['o1', { total: 350 }]]);
    assert.deepEqual([...stock()], [['oat', { units: 2, name: 'Oat', bin: { row: 3 } }]]);
    assert.deepEqual([server.open, server.tables()], [0, ['orders', 'stock']]);
  });

  it('rolls back everything when its function rejects or throws, and rejects with that error', async () => {
    const reason = new Error('changed my mind');
    const writing = async (tx: Tx): Promise<never> => {
      await tx.insert('orders', 'o1', {});
      await tx.delete('stock', 'oat');
      throw reason;
    };
    const throwing = (): never => {
      throw reason;
    };
    assert.equal(await codeOf(db.transaction(writing)), reason);
    assert.equal(await codeOf(db.transaction(throwing)), reason);
    assert.deepEqual([server.tables(), units('oat'), server.open], [['stock'], 3, 0]);
  });

  it('sees its own writes, and nobody else does before the commit', async () => {
    const writer = begin(db);
    const seen = await writer.do(async (tx) => {
      await tx.update<Stock>('stock', 'oat', take(1));
      await tx.insert('stock', 'almond', { units: 9 });
      await tx.delete('stock', 'soy');
      return [
        (await tx.get<Stock>('stock', 'oat'))?.units,
        await tx.get('stock', 'soy'),
        (await tx.list('stock')).map(({ id }) => id),
      ];
    });
    const other = await db.transaction((tx) => tx.list<Stock>('stock'));
    assert.deepEqual(
      other.map(({ id, row }) => [id, row.units]),
      [
        ['oat', 3],
        ['soy', 5],
      ],
    );
    await writer.commit();
    assert.deepEqual(seen.value, [2, null, ['almond', 'oat']]);
    assert.deepEqual([units('oat'), units('almond'), units('soy')], [2, 9, undefined]);
  });

  it('copies rows in and out', async () => {
    const row = { units: 1, bin: { row: 1 } };
    await db.transaction(async (tx) => {
      const inserting = tx.insert('stock', 'new', row);
      row.bin.row = 99;
      await inserting;
      for (const read of [tx.get, tx.getForUpdate])
        Object.assign((await read<Required<Stock>>('stock', 'new'))?.bin ?? {}, { row: 98 });
      for (const { row } of await tx.list<Stock>('stock')) row.units = 97;
      await tx.update<Stock>(
        'stock',
        'new',
        (found) => found,
        (found) => {
          found.units = 96;
          return true;
        },
      );
    });
    for (const found of stock().values()) found.units = 95;
    assert.deepEqual(stock().get('new'), { units: 1, bin: { row: 1 } });
  });

  it('takes any text for ids and tables, and lists by code units', async () => {
    const ids = ['9', '10', ' a', 'a', 'A', '__proto__', 'constructor', 'a/b', 'é', ''];
    await db.transaction(async (tx) => {
      for (const id of ids) await tx.insert('__proto__', id, { id });
      assert.equal(await tx.get('', 'a'), null);
      const listed = await tx.list<{ id: string }>('__proto__');
      assert.deepEqual(
        listed.map(({ id, row }) => [id, row.id]),
        [...ids].sort().map((id) => [id, id]),
      );
    });
  });

  it('tells places apart whose table and id are written alike', async () => {
    const one = begin(db);
    await one.do((tx) => tx.insert('a/b', 'c', {}));
    await db.transaction((tx) => tx.insert('a', 'b/c', {}));
    await one.commit();
    assert.deepEqual(server.tables(), ['a', 'a/b', 'stock']);
  });

  const unkeepable: readonly (readonly [what: string, row: unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a promise', Promise.resolve({})],
    ['a function', { price: () => 1 }],
  ];
  for (const [what, row] of unkeepable) {
    it(`refuses ${what} for a row, and names the place`, async () => {
      await assert.rejects(
        db.transaction((tx) => tx.insert('stock', 'new', row)),
        (error) => error instanceof TypeError && error.message.includes('stock/new'),
      );
      await assert.rejects(
        db.transaction((tx) => tx.update<unknown>('stock', 'oat', () => row)),
        (error) => error instanceof TypeError && error.message.includes('stock/oat'),
      );
      assert.equal(units('oat'), 3);
    });
  }

  it('refuses a condition that would wait, and an isolation that does not exist', async () => {
    const when = (async () => false) as unknown as () => boolean;
    await assert.rejects(
      db.transaction((tx) => tx.update<Stock>('stock', 'oat', take(1), when)),
      /must not be async/,
    );
    const options = { isolation: 'snapshot' } as unknown as { isolation: 'serializable' };
    await assert.rejects(
      db.transaction(async () => null, options),
      /no isolation "snapshot"/,
    );
  });

  it('tells each commit that took place, once', async () => {
    const seen: unknown[] = [];
    server.onCommit(() => seen.push(units('oat')));
    await db.transaction((tx) => tx.update<Stock>('stock', 'oat', take(1)));
    await codeOf(
      db.transaction(async (tx) => {
        await tx.update<Stock>('stock', 'oat', take(1));
        throw new Error('no');
      }),
    );
    assert.deepEqual(seen, [2]);
  });
});

describe('misuse of a transaction is told', () => {
  it('when a call is not awaited: nothing is committed', async () => {
    const running = db.transaction(async (tx) => {
      await tx.update<Stock>('stock', 'soy', take(1));
      void tx.update<Stock>('stock', 'oat', take(1));
    });
    await assert.rejects(running, /tx\.update\(stock\/oat\) was still under way.*await each call/);
    assert.deepEqual([units('oat'), units('soy'), server.open], [3, 5, 0]);
  });

  it('when one of two equal calls is not awaited', async () => {
    const running = db.transaction(async (tx) => {
      const first = tx.get('stock', 'oat');
      void tx.get('stock', 'oat');
      await first;
    });
    await assert.rejects(running, /tx\.get\(stock\/oat\) was still under way/);
  });

  it('when a call that is not awaited waits for a row: the transaction does not', async () => {
    const holder = begin(db);
    await holder.do((tx) => tx.getForUpdate('stock', 'oat'));
    const running = db.transaction(async (tx) => void tx.update<Stock>('stock', 'oat', take(1)));
    await assert.rejects(running, /still under way/);
    await holder.commit();
    assert.deepEqual([units('oat'), server.open, server.awaited()], [3, 0, []]);
    await db.transaction((tx) => tx.getForUpdate('stock', 'oat'));
  });

  it('when it is used after its end', async () => {
    let kept: Tx | undefined;
    await db.transaction(async (tx) => void (kept = tx));
    assert.equal(await codeOf(kept?.insert('orders', 'o1', {}) ?? Promise.resolve()), '25P01');
    assert.deepEqual(server.tables(), ['stock']);
  });

  it('but calls side by side are fine: they run one after the other', async () => {
    await db.transaction((tx) =>
      Promise.all([1, 1, 1].map((n) => tx.update<Stock>('stock', 'oat', take(n), enough(n)))),
    );
    assert.equal(units('oat'), 0);
  });
});

describe('an error inside a transaction', () => {
  const twice = (tx: Tx) => tx.insert('stock', 'oat', { units: 0 });

  it('aborts it: later calls and the commit are refused, others go on', async () => {
    const codes: unknown[] = [];
    const running = db.transaction(async (tx) => {
      await tx.update<Stock>('stock', 'soy', take(1));
      codes.push(await codeOf(twice(tx)), await codeOf(tx.get('stock', 'soy')));
      codes.push(await db.transaction((other) => other.update<Stock>('stock', 'soy', take(2))));
    });
    assert.equal(await codeOf(running), '25P02');
    assert.deepEqual(codes, ['23505', '25P02', 1]);
    assert.equal(units('soy'), 3);
  });

  it('of the functions of an update is one as well', async () => {
    const reason = new Error('a price of "4,50"');
    const throwing = (): never => {
      throw reason;
    };
    for (const [change, when] of [[throwing], [take(1), throwing]] as const) {
      const running = db.transaction(async (tx) => {
        assert.equal(await codeOf(tx.update<Stock>('stock', 'oat', change, when)), reason);
      });
      assert.equal(await codeOf(running), '25P02');
    }
    assert.equal(units('oat'), 3);
  });

  it('makes those that are queued behind it fail, too', async () => {
    const running = db.transaction(async (tx) => {
      const both = await Promise.all([codeOf(twice(tx)), codeOf(tx.delete('stock', 'soy'))]);
      assert.deepEqual(both, ['23505', '25P02']);
      throw new Error('both');
    });
    await assert.rejects(running, /both/);
    assert.equal(units('soy'), 5);
  });
});
