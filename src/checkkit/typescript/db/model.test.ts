import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Tx } from '../../../../exercises/kit/typescript/kit/db';
import { useIdleProcess } from '../../../../test/support/idle-process';
import { Schedule } from '../interleaving';
import { seededRng } from '../seeded-rng';
import { DbError } from './db-error';
import { DbServer } from './db-server';
import type { Isolation } from './transaction';

interface Row {
  n: number;
}

const ids = ['a', 'b', 'c'];
const anyId = fc.constantFrom(...ids);

/** A statement of a random program. `put` writes the sum of all that its transaction has read, and a number. */
type Step = {
  readonly do: 'get' | 'getForUpdate' | 'delete' | 'put' | 'add' | 'insert' | 'list';
  readonly id: string;
  readonly n: number;
};
const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('get', 'getForUpdate', 'delete', 'put', 'add', 'insert', 'list'),
  id: anyId,
  n: fc.integer({ min: 1, max: 9 }),
});
const anyPrograms = fc.array(fc.array(anyStep, { minLength: 1, maxLength: 4 }), {
  minLength: 2,
  maxLength: 3,
});

/** What a program saw, statement by statement. Equal lists mean that it ran alike. */
type Seen = (number | string | null)[];

/** The statements of a transaction, on the database or on the model. */
interface Statements {
  get(id: string): Promise<Row | null>;
  getForUpdate(id: string): Promise<Row | null>;
  delete(id: string): Promise<number>;
  update(id: string, change: (row: Row) => Row, when: (row: Row) => boolean): Promise<number>;
  insert(id: string, row: Row): Promise<void>;
  list(): Promise<{ id: string; row: Row }[]>;
}

async function run(program: readonly Step[], on: Statements, seen: Seen): Promise<void> {
  let sum = 0;
  for (const { do: what, id, n } of program) {
    if (what === 'get' || what === 'getForUpdate') {
      const row = await on[what](id);
      sum += row?.n ?? 0;
      seen.push(row?.n ?? null);
    } else if (what === 'delete') seen.push(await on.delete(id));
    else if (what === 'put')
      seen.push(
        await on.update(
          id,
          () => ({ n: sum + n }),
          () => true,
        ),
      );
    else if (what === 'add')
      seen.push(
        await on.update(
          id,
          (row) => ({ n: row.n + n }),
          (row) => row.n % 2 === n % 2,
        ),
      );
    else if (what === 'insert') {
      await on.insert(id, { n: sum + n });
      seen.push('inserted');
    } else {
      const rows = await on.list();
      sum += rows.reduce((total, { row }) => total + row.n, 0);
      seen.push(rows.map(({ id, row }) => `${id}${row.n}`).join());
    }
  }
}

const overDb = (tx: Tx): Statements => ({
  get: (id) => tx.get('t', id),
  getForUpdate: (id) => tx.getForUpdate('t', id),
  delete: (id) => tx.delete('t', id),
  update: (id, change, when) => tx.update('t', id, change, when),
  insert: (id, row) => tx.insert('t', id, row),
  list: () => tx.list('t'),
});

/** The model: a map that one program after the other has for itself. */
function overMap(rows: Map<string, number>): Statements {
  const get = async (id: string): Promise<Row | null> => {
    const n = rows.get(id);
    return n === undefined ? null : { n };
  };
  return {
    get,
    getForUpdate: get,
    delete: async (id) => Number(rows.delete(id)),
    update: async (id, change, when) => {
      const row = await get(id);
      if (!row || !when(row)) return 0;
      rows.set(id, change(row).n);
      return 1;
    },
    insert: async (id, { n }) => {
      if (rows.has(id)) throw new DbError('23505');
      rows.set(id, n);
    },
    list: async () => [...rows].sort().map(([id, n]) => ({ id, row: { n } })),
  };
}

const start: readonly (readonly [string, number])[] = [
  ['a', 1],
  ['b', 2],
];
const stateOf = (server: DbServer): string =>
  JSON.stringify([...server.rows('t')].map(([id, row]) => [id, (row as Row).n]));

/** Runs the programs at the same time, in a random order of their calls. */
async function race(programs: readonly (readonly Step[])[], seed: number, isolation: Isolation) {
  const server = new DbServer();
  server.fill(
    't',
    start.map(([id, n]) => [id, { n }]),
  );
  const random = seededRng(seed);
  const schedule = new Schedule((count) => Math.floor(random() * count));
  const seen = programs.map((): Seen => []);
  const commits: string[] = [];
  server.onCommit(() => commits.push(stateOf(server)));
  const results = await schedule.race(
    Object.fromEntries(
      programs.map((program, at) => [
        String(at),
        () =>
          server
            .connect(schedule.gate(String(at)))
            .transaction((tx) => run(program, overDb(tx), (seen[at] = [])), { isolation }),
      ]),
    ),
  );
  const codes = Object.values(results).map(({ error }) =>
    error === undefined ? undefined : error instanceof DbError ? error.code : 'another error',
  );
  assert.deepEqual([server.open, server.awaited()], [0, []]);
  return { server, seen, codes, commits };
}

function* ordersOf(of: readonly number[]): Generator<readonly number[]> {
  if (of.length === 0) yield [];
  for (const first of of)
    for (const rest of ordersOf(of.filter((one) => one !== first))) yield [first, ...rest];
}

/** Whether the programs, run one after the other in this order, see the same and leave the same. */
async function isLike(
  order: readonly number[],
  programs: readonly (readonly Step[])[],
  seen: readonly Seen[],
  end: string,
) {
  const rows = new Map(start);
  for (const at of order) {
    const saw: Seen = [];
    try {
      await run(programs[at] ?? [], overMap(rows), saw);
    } catch {
      return false;
    }
    if (JSON.stringify(saw) !== JSON.stringify(seen[at])) return false;
  }
  return JSON.stringify([...rows].sort()) === end;
}

const refusals = new Set(['23505', '40001', '40P01']);
const runs = { numRuns: 1_500, seed: 11 };

describe('random transactions at the same time', () => {
  useIdleProcess();

  it('that are serializable and commit are like some order one after the other; refused ones leave nothing', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(anyPrograms, fc.nat(), async (programs, seed) => {
        const { server, seen, codes } = await race(programs, seed, 'serializable');
        for (const code of codes) if (code !== undefined) assert.ok(refusals.has(code), code);
        refused += codes.filter((code) => code === '40001').length;
        const committed = codes.flatMap((code, at) => (code === undefined ? [at] : []));
        for (const order of ordersOf(committed))
          if (await isLike(order, programs, seen, stateOf(server))) return;
        assert.fail(`no order explains ${JSON.stringify({ seen, end: stateOf(server) })}`);
      }),
      runs,
    );
    assert.ok(refused > 50, `only ${refused} were refused: the programs do not meet`);
  });

  it('that lock all rows first are like some order at read committed as well', async () => {
    const lockAll = ids.slice(0, 2).map((id): Step => ({ do: 'getForUpdate', id, n: 1 }));
    const anyTail = fc.array(
      anyStep.filter(
        ({ do: what, id }) => what !== 'list' && what !== 'delete' && what !== 'insert' && id !== 'c',
      ),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyTail, { minLength: 2, maxLength: 3 }), fc.nat(), async (tails, seed) => {
        const programs = tails.map((tail) => [...lockAll, ...tail]);
        const { server, seen, codes } = await race(programs, seed, 'read committed');
        assert.deepEqual(
          codes,
          programs.map(() => undefined),
        );
        const all = programs.map((_, at) => at);
        for (const order of ordersOf(all)) if (await isLike(order, programs, seen, stateOf(server))) return;
        assert.fail('no order explains it');
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('see at read committed only what was committed at some moment, or their own writes', async () => {
    let torn = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyStep, { maxLength: 4 }), { minLength: 1, maxLength: 2 }),
        fc.nat(),
        async (writers, seed) => {
          const reader: Step[] = [1, 2, 3].map(() => ({ do: 'list', id: '', n: 1 }));
          const { seen, codes, commits } = await race([...writers, reader], seed, 'read committed');
          assert.equal(codes.at(-1), undefined, 'readers never wait and are never refused');
          const states = [JSON.stringify(start), ...commits].map((state) =>
            (JSON.parse(state) as [string, number][]).map(([id, n]) => `${id}${n}`).join(),
          );
          const read = seen.at(-1) ?? [];
          let from = 0;
          for (const one of read) {
            const at = states.indexOf(String(one), from);
            assert.ok(at >= 0, `${String(one)} was never committed after ${String(states[from])}`);
            from = at;
          }
          if (new Set(read).size > 1) torn++;
        },
      ),
      { numRuns: 400, seed: 11 },
    );
    assert.ok(torn > 20, `only ${torn} readers saw a commit come in between`);
  });

  it('add up when each leaves the sum to the database, whoever is refused', async () => {
    const anyAdds = fc.array(fc.array(anyId, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(anyAdds, fc.nat(), async (clients, seed) => {
        const server = new DbServer();
        server.fill(
          't',
          ids.map((id) => [id, { n: 0 }]),
        );
        const random = seededRng(seed);
        const schedule = new Schedule((count) => Math.floor(random() * count));
        const results = await schedule.race(
          Object.fromEntries(
            clients.map((adds, at) => [
              String(at),
              () =>
                server.connect(schedule.gate(String(at))).transaction(async (tx) => {
                  for (const id of adds) await tx.update<Row>('t', id, ({ n }) => ({ n: n + 1 }));
                  return adds.length;
                }),
            ]),
          ),
        );
        const ends = Object.values(results);
        const total = [...server.rows('t').values()].reduce<number>((sum, row) => sum + (row as Row).n, 0);
        assert.equal(
          total,
          ends.reduce((sum, { value = 0 }) => sum + value, 0),
        );
        assert.ok(
          ends.some(({ state }) => state === 'fulfilled'),
          'somebody gets through',
        );
        for (const { error } of ends) if (error) assert.equal((error as { code: string }).code, '40P01');
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});
