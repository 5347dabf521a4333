import assert from 'node:assert/strict';
import type { Tx } from '../../../../exercises/kit/typescript/kit/db';
import { useIdleProcess } from '../../../../test/support/idle-process';
import { everyInterleaving } from '../interleaving';
import { DbError } from './db-error';
import { DbServer } from './db-server';
import type { Isolation } from './transaction';

interface Row {
  n: number;
}

type Work = (tx: Tx) => Promise<unknown>;

/** Runs clients in every order, each once, and gives every end that came about: the rows, or what the database refused. */
async function endsOf(
  works: Record<string, Work>,
  isolation: Isolation,
  again = false,
): Promise<readonly string[]> {
  const ends = new Set<string>();
  const orders = await everyInterleaving(
    async (schedule) => {
      const server = new DbServer();
      server.fill('t', [
        ['a', { n: 1 }],
        ['b', { n: 1 }],
      ]);
      const client = (name: string, work: Work) => async () => {
        const db = server.connect(schedule.gate(name));
        for (;;) {
          try {
            return await db.transaction(work, { isolation });
          } catch (error) {
            if (!again || !(error instanceof DbError)) throw error;
          }
        }
      };
      const results = await schedule.race(
        Object.fromEntries(Object.entries(works).map(([name, work]) => [name, client(name, work)])),
      );
      const codes = Object.values(results).flatMap(({ error }) => (error as DbError | undefined)?.code ?? []);
      const rows = [...server.rows('t')].map(([id, row]) => `${id}=${(row as Row).n}`);
      ends.add([...rows, ...codes].join(' '));
      assert.deepEqual([server.open, server.awaited()], [0, []]);
    },
    { limit: 20_000 },
  );
  assert.ok(orders > 1, 'there is more than one order');
  return [...ends].sort();
}

const readThenWrite = (read: 'get' | 'getForUpdate') => async (tx: Tx) => {
  const { n } = (await tx[read]<Row>('t', 'a')) ?? { n: 0 };
  await tx.update<Row>('t', 'a', () => ({ n: n + 1 }));
};
const add: Work = (tx) => tx.update<Row>('t', 'a', ({ n }) => ({ n: n + 1 }));

describe('two clients that add 1 to a row, in every order', () => {
  useIdleProcess();

  it('lose an update at read committed when they read without a lock', async () => {
    const work = readThenWrite('get');
    assert.deepEqual(await endsOf({ A: work, B: work }, 'read committed'), ['a=2 b=1', 'a=3 b=1']);
  });

  for (const [what, work] of [
    ['lock the row when they read it', readThenWrite('getForUpdate')],
    ['leave the sum to the database', add],
  ] as const) {
    it(`lose none when they ${what}`, async () => {
      assert.deepEqual(await endsOf({ A: work, B: work }, 'read committed'), ['a=3 b=1']);
      assert.deepEqual(await endsOf({ A: work, B: work, C: work }, 'read committed'), ['a=4 b=1']);
    });
  }

  it('lose none at serializable: one is refused, and may try again', async () => {
    const work = readThenWrite('get');
    assert.deepEqual(await endsOf({ A: work, B: work }, 'serializable'), ['a=2 b=1 40001', 'a=3 b=1']);
    assert.deepEqual(await endsOf({ A: work, B: work }, 'serializable', true), ['a=3 b=1']);
  });
});

/** Leaves duty if somebody else stays: both rows are 1, and their sum must never be 0. */
const leave = (own: string, other: string) => async (tx: Tx) => {
  if ((await tx.get<Row>('t', other))?.n === 1) await tx.update<Row>('t', own, () => ({ n: 0 }));
};

/** Adds a row unless the table is full. */
const book = (id: string) => async (tx: Tx) => {
  if ((await tx.list('t')).length < 3) await tx.insert('t', id, { n: 1 });
};

describe('two clients that decide on what the other one changes, in every order', () => {
  useIdleProcess();

  it('both leave at read committed, and never at serializable', async () => {
    const works = { A: leave('a', 'b'), B: leave('b', 'a') };
    assert.deepEqual(await endsOf(works, 'read committed'), ['a=0 b=0', 'a=0 b=1', 'a=1 b=0']);
    assert.deepEqual(await endsOf(works, 'serializable', true), ['a=0 b=1', 'a=1 b=0']);
  });

  it('overbook at read committed, and never at serializable', async () => {
    const works = { A: book('x'), B: book('y') };
    assert.deepEqual(await endsOf(works, 'read committed'), [
      'a=1 b=1 x=1',
      'a=1 b=1 x=1 y=1',
      'a=1 b=1 y=1',
    ]);
    assert.deepEqual(await endsOf(works, 'serializable', true), ['a=1 b=1 x=1', 'a=1 b=1 y=1']);
  });
});

describe('two clients that lock two rows in opposite order, in every order', () => {
  useIdleProcess();

  const both = (first: string, second: string) => async (tx: Tx) => {
    for (const id of [first, second]) await tx.update<Row>('t', id, ({ n }) => ({ n: n + 1 }));
  };

  it('meet a deadlock with one victim, or run one after the other', async () => {
    const works = { A: both('a', 'b'), B: both('b', 'a') };
    assert.deepEqual(await endsOf(works, 'read committed'), ['a=2 b=2 40P01', 'a=3 b=3']);
    assert.deepEqual(await endsOf(works, 'read committed', true), ['a=3 b=3']);
  });

  it('meet none in the same order', async () => {
    const works = { A: both('a', 'b'), B: both('a', 'b') };
    assert.deepEqual(await endsOf(works, 'read committed'), ['a=3 b=3']);
  });
});

describe('two clients that insert the same row, in every order', () => {
  useIdleProcess();

  it('are told apart: one is refused with 23505', async () => {
    const insert: Work = (tx) => tx.insert('t', 'x', { n: 1 });
    assert.deepEqual(await endsOf({ A: insert, B: insert }, 'read committed'), ['a=1 b=1 x=1 23505']);
  });
});
