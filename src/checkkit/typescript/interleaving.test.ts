import assert from 'node:assert/strict';
import { Finding } from './finding';
import { useIdleProcess } from '../../../test/support/idle-process';
import { everyInterleaving, type Schedule } from './interleaving';
import { KvServer } from './kv-server';
import { seededRng } from './seeded-rng';

/** A client that takes so many turns and then is done. */
const taking = (schedule: Schedule, name: string, turns: number) => async () => {
  for (let turn = 0; turn < turns; turn++) await schedule.turn(name);
};

/** The orders that were tried for clients with so many turns each. */
async function ordersOf(turns: Record<string, number>, options?: Parameters<typeof everyInterleaving>[1]) {
  const orders: string[] = [];
  const count = await everyInterleaving(async (schedule) => {
    const clients = Object.entries(turns).map(
      ([name, number]) => [name, taking(schedule, name, number)] as const,
    );
    await schedule.race(Object.fromEntries(clients));
    orders.push(schedule.order);
  }, options);
  assert.equal(count, orders.length);
  return orders;
}

describe('everyInterleaving', () => {
  const counts: readonly (readonly [turns: Record<string, number>, orders: number])[] = [
    [{ A: 1 }, 1],
    [{ A: 5 }, 1],
    [{ A: 1, B: 1 }, 2],
    [{ A: 2, B: 2 }, 6],
    [{ A: 3, B: 3 }, 20],
    [{ A: 2, B: 2, C: 2 }, 90],
    [{ A: 4, B: 1 }, 5],
    [{ A: 0, B: 2 }, 1],
    [{}, 1],
  ];
  for (const [turns, expected] of counts) {
    it(`tries ${expected} orders for ${JSON.stringify(turns)}, each once`, async () => {
      const orders = await ordersOf(turns);
      assert.equal(orders.length, expected);
      assert.equal(new Set(orders).size, expected);
    });
  }

  it('tries the same orders every time, those of one client after the other first', async () => {
    const orders = await ordersOf({ A: 2, B: 2 });
    assert.deepEqual(orders, ['A A B B', 'A B A B', 'A B B A', 'B A A B', 'B A B A', 'B B A A']);
    assert.deepEqual(await ordersOf({ B: 2, A: 2 }), orders);
  });

  it('stops enumerating at the limit, and then samples from a fixed seed', async () => {
    const options = { limit: 10, samples: 15 };
    const orders = await ordersOf({ A: 3, B: 3 }, options);
    assert.equal(orders.length, 25);
    assert.equal(new Set(orders.slice(0, 10)).size, 10);
    assert.ok(
      orders.slice(10).some((order) => order.startsWith('B')),
      'samples reach beyond the first orders',
    );
    assert.deepEqual(await ordersOf({ A: 3, B: 3 }, options), orders);
  });

  it('samples nothing when all orders fit below the limit exactly', async () => {
    assert.equal((await ordersOf({ A: 3, B: 3 }, { limit: 20 })).length, 20);
  });

  it('follows clients that take fewer turns when they meet another', async () => {
    const orders: string[] = [];
    await everyInterleaving(async (schedule) => {
      let done = false;
      const client = (name: string) => async () => {
        await schedule.turn(name);
        if (done) return;
        done = true;
        await schedule.turn(name);
      };
      await schedule.race({ A: client('A'), B: client('B') });
      orders.push(schedule.order);
    });
    assert.deepEqual(orders, ['A A B', 'A B A', 'B A B', 'B B A']);
  });

  it('finds a lost update on every run', async () => {
    const brokenIn = async (): Promise<readonly string[]> => {
      const broken: string[] = [];
      await everyInterleaving(async (schedule) => {
        const server = new KvServer();
        const add = (name: string) => async () => {
          const kv = server.connect({ before: () => schedule.turn(name) });
          await kv.set('n', String(Number(await kv.get('n')) + 1));
        };
        await schedule.race({ A: add('A'), B: add('B') });
        if (server.dump()['n'] !== '2') broken.push(schedule.order);
      });
      return broken;
    };
    for (let run = 0; run < 20; run++)
      assert.deepEqual(await brokenIn(), ['A B A B', 'A B B A', 'B A A B', 'B A B A']);
  });

  it('finds no lost update where the store adds by itself', async () => {
    await everyInterleaving(async (schedule) => {
      const server = new KvServer();
      const add = (name: string) => () =>
        server.connect({ before: () => schedule.turn(name) }).incrBy('n', 1);
      await schedule.race({ A: add('A'), B: add('B') });
      assert.deepEqual(server.dump(), { n: '2' });
    });
  });

  it('passes on what the scenario throws', async () => {
    await assert.rejects(
      everyInterleaving(async () => Promise.reject(new Error('broken rule'))),
      /broken rule/,
    );
  });
});

describe('a race', () => {
  it('gives the outcome of every client', async () => {
    await everyInterleaving(async (schedule) => {
      const failing = async (): Promise<number> => {
        await schedule.turn('B');
        throw new Error('b');
      };
      const { A, B } = await schedule.race({ A: async () => 1, B: failing });
      assert.deepEqual([A?.state, A?.value, B?.state], ['fulfilled', 1, 'rejected']);
      assert.match(String(B?.error), /Error: b/);
    });
  });

  it('takes a client that throws at once for one that failed', async () => {
    await everyInterleaving(async (schedule) => {
      const { A } = await schedule.race({
        A: () => {
          throw new Error('at once');
        },
      });
      assert.equal(A?.state, 'rejected');
    });
  });
});

describe('a race that never ends', () => {
  useIdleProcess();

  it('fails for a client that goes on forever, and names it', async () => {
    const endless = everyInterleaving(async (schedule) => {
      const again = async (): Promise<void> => {
        for (;;) await schedule.turn('B');
      };
      await schedule.race({ A: async () => undefined, B: again });
    });
    await assert.rejects(endless, (error: unknown) => {
      assert.ok(error instanceof Finding);
      assert.match(error.message, /^Client B goes on forever/);
      return true;
    });
  });

  it('fails for a client that never finishes, and names it and the order', async () => {
    const stuck = everyInterleaving(async (schedule) => {
      const never = async (): Promise<void> => {
        await schedule.turn('B');
        await new Promise(() => undefined);
      };
      await schedule.race({ A: taking(schedule, 'A', 1), B: never });
    });
    await assert.rejects(stuck, (error) => {
      assert.ok(error instanceof Finding);
      assert.deepEqual(
        [error.message, error.input],
        ['Client B never finishes.', 'order of store operations: A B'],
      );
      return true;
    });
  });
});

describe('seededRng', () => {
  it('gives the same numbers for the same seed, all from 0 up to but not including 1', () => {
    const numbersOf = (seed: number): readonly number[] => {
      const random = seededRng(seed);
      return Array.from({ length: 1_000 }, () => random());
    };
    assert.deepEqual(numbersOf(7), numbersOf(7));
    assert.notDeepEqual(numbersOf(7), numbersOf(8));
    for (const number of numbersOf(7)) assert.ok(number >= 0 && number < 1);
    const average = numbersOf(7).reduce((sum, number) => sum + number) / 1_000;
    assert.ok(Math.abs(average - 0.5) < 0.05, `the average is ${average}`);
  });
});
