import assert from 'node:assert/strict';
import { useIdleProcess } from '../../../test/support/idle-process';
import { codeOf } from '../../../test/support/stock-room';
import { DbError } from './db/db-error';
import { DbServer } from './db/db-server';
import { connectionReset, everyFault, Process, type Trouble } from './faults';
import { Finding } from './finding';
import { gates, type Gate } from './gate';
import { everyInterleaving } from './interleaving';
import { KvServer } from './kv-server';
import { ManualClock } from './manual-clock';

let store: KvServer;
let server: DbServer;

beforeEach(() => {
  store = new KvServer();
  server = new DbServer();
});

const write = async (gate: Gate): Promise<string> => {
  const kv = store.connect(gate);
  await kv.set('a', '1');
  await kv.set('b', '1');
  return 'done';
};

/** Writes to both doubles, and to the database in one transaction. */
const writeBoth = async (gate: Gate): Promise<void> => {
  await store.connect(gate).set('a', '1');
  await server.connect(gate).transaction(async (tx) => {
    await tx.insert('t', 'x', { n: 1 });
    await tx.insert('t', 'y', { n: 1 });
  });
};
const left = () => [Object.keys(store.dump()).join(''), [...server.rows('t').keys()].join('')];

/** What is left after trouble at each point: the story, and what the doubles have. */
async function leftAfter(trouble: Trouble, scenario: (process: Process) => Promise<unknown>) {
  const seen: unknown[] = [];
  const points = await everyFault(trouble, async (process) => {
    store = new KvServer();
    server = new DbServer();
    await process.run(() => scenario(process));
    if (process.struck) seen.push([process.story, ...left()]);
    assert.equal(server.open, 0);
  });
  assert.equal(points, seen.length);
  return seen;
}

describe('everyFault', () => {
  it('strikes before and after every step, over all doubles together', async () => {
    assert.deepEqual(await leftAfter('crash', writeBoth), [
      ['the process dies before step 1, set a', '', ''],
      ['the process dies before step 2, insert t/x', 'a', ''],
      ['the process dies before step 3, insert t/y', 'a', ''],
      ['the process dies before step 4, commit', 'a', ''],
      ['the process dies after step 1, set a', 'a', ''],
      ['the process dies after step 2, insert t/x', 'a', ''],
      ['the process dies after step 3, insert t/y', 'a', ''],
      ['the process dies after step 4, commit', 'a', 'xy'],
    ]);
  });

  it('fails a connection for good, or one call alone', async () => {
    const stubborn = async (process: Process): Promise<void> => {
      const kv = store.connect(process);
      for (const key of ['a', 'b', 'c']) await kv.set(key, '1').catch(() => undefined);
    };
    const before = (await leftAfter('outage', stubborn)).slice(0, 3);
    assert.deepEqual(before, [
      ['the connection is lost for good before step 1, set a', '', ''],
      ['the connection is lost for good before step 2, set b', 'a', ''],
      ['the connection is lost for good before step 3, set c', 'ab', ''],
    ]);
    const glitches = (await leftAfter('glitch', stubborn)) as [string, string, string][];
    assert.deepEqual(
      glitches.map(([, keys]) => keys),
      ['bc', 'ac', 'ab', 'abc', 'abc', 'abc'],
    );
  });

  it('rejects calls with a connection reset, or with the error that it is given', async () => {
    const seen: unknown[] = [];
    const note = (process: Process) => async () => void seen.push(await codeOf(write(process)));
    await everyFault('glitch', async (process) => {
      await process.run(note(process));
    });
    assert.deepEqual(seen, [
      ...[1, 2].map(connectionReset),
      'no error',
      ...[1, 2].map(connectionReset),
      'no error',
    ]);
    seen.length = 0;
    const errorOf = () => new DbError('40001');
    await everyFault(
      'glitch',
      async (process) => {
        await process.run(note(process));
      },
      { errorOf },
    );
    assert.deepEqual(seen, ['40001', '40001', 'no error', '40001', '40001', 'no error']);
  });

  it('does nothing in a scenario without steps, and gives up on one without end', async () => {
    assert.equal(
      await everyFault('crash', async (process) => {
        await process.run(() => 1);
      }),
      0,
    );
    const endless = everyFault(
      'crash',
      async (process) => {
        await process.run(async () => {
          for (;;) await store.connect(process).get('a');
        });
      },
      { limit: 20 },
    );
    await assert.rejects(endless, (error) => error instanceof Finding && error.message.includes('20 calls'));
  });

  it('finds pairs of faults when it is used in itself', async () => {
    const stories: string[] = [];
    await everyFault('crash', async (first) => {
      await first.run(() => write(first));
      await everyFault('crash', async (second) => {
        await second.run(() => write(second));
        if (first.struck && second.struck) stories.push(`${first.story}; ${second.story}`);
      });
    });
    assert.equal(new Set(stories).size, 16);
  });
});

describe('a process that died', () => {
  const dyingAt = (step: number) => new Process('crash', { step, moment: 'before' });

  it('runs no more of its code, not even catch and finally', async () => {
    const process = dyingAt(2);
    const ran: string[] = [];
    const ending = await process.run(async () => {
      try {
        await write(process);
      } catch {
        ran.push('catch');
      } finally {
        ran.push('finally');
      }
    });
    assert.deepEqual([ending, ran, process.dead, left()[0]], [{ status: 'died' }, [], true, 'a']);
  });

  it('does nothing by what it has left behind: timers, other calls, new connections', async () => {
    const clock = new ManualClock();
    const process = dyingAt(2);
    const kv = store.connect(process);
    let late: Promise<unknown> | undefined;
    clock.setTimeout(() => {
      void kv.set('late', '1');
      late = Promise.race([
        store.connect(process).set('later', '1'),
        server.connect(process).transaction((tx) => tx.insert('t', 'late', {})),
      ]);
    }, 10);
    await process.run(async () => {
      await Promise.all([kv.set('a', '1'), kv.set('b', '1'), kv.set('c', '1')]);
    });
    await clock.advance(10);
    assert.ok(late, 'the timer has fired');
    assert.deepEqual([left(), server.open], [['', ''], 0], 'what was on its way is lost, too');
  });

  it('gives its locks to those who wait, also when it waits itself', async () => {
    server.fill('t', [
      ['x', { n: 0 }],
      ['y', { n: 0 }],
    ]);
    const add = (gate: Gate, ...ids: string[]) =>
      server.connect(gate).transaction(async (tx) => {
        for (const id of ids) await tx.update<{ n: number }>('t', id, ({ n }) => ({ n: n + 1 }));
      });
    const process = dyingAt(4);
    const other = server.connect().transaction(async (tx) => {
      await tx.getForUpdate('t', 'y');
      const ending = await process.run(async () => {
        // Step 1 locks x, step 2 waits for y; step 3 is another transaction's, and its commit is the end.
        await Promise.all([
          add(process, 'x', 'y'),
          store
            .connect(process)
            .get('a')
            .then(() => write(process)),
        ]);
      });
      assert.equal(ending.status, 'died');
      await tx.update<{ n: number }>('t', 'x', () => ({ n: 7 }));
    });
    await other;
    await add({}, 'x', 'y');
    assert.deepEqual([...server.rows('t').values()], [{ n: 8 }, { n: 1 }]);
  });
});

describe('running a process', () => {
  useIdleProcess();

  const calm = () => new Process('crash', { step: 99, moment: 'before' });

  it('tells how it ended', async () => {
    const process = calm();
    assert.deepEqual(await process.run(() => write(process)), { status: 'returned', value: 'done' });
    const error = new Error('no');
    const thrown = await process.run(() => {
      throw error;
    });
    assert.deepEqual([thrown, process.story], [{ status: 'threw', error }, 'nothing goes wrong']);
    assert.deepEqual(await process.run(() => undefined), { status: 'returned', value: undefined });
  });

  it('fails when it never ends', async () => {
    const never = calm().run(() => new Promise(() => undefined), new ManualClock());
    await assert.rejects(never, (error) => error instanceof Finding && /never ends/.test(error.message));
  });

  it('lets time pass when nothing else can go on', async () => {
    const clock = new ManualClock(0);
    const process = calm();
    const slow = async () => {
      await clock.sleep(1_000);
      await write(process);
      await clock.sleep(500);
      return clock.now();
    };
    assert.deepEqual(await process.run(slow, clock), { status: 'returned', value: 1_500 });
  });

  it('goes together with turns: every order, and a death in each', async () => {
    const stories = new Set<string>();
    for (const step of [1, 2, 3, 4]) {
      await everyInterleaving(async (schedule) => {
        server = new DbServer();
        const process = dyingOnce(step);
        const insert = (name: string, gate: Gate) => () =>
          server.connect(gate).transaction(async (tx) => {
            await tx.insert('t', 'same', { name });
            await tx.insert('t', name, { name });
          });
        const results = await schedule.race<unknown>({
          A: () => process.ending(insert('A', gates(schedule.gate('A'), process))),
          B: insert('B', schedule.gate('B')),
        });
        stories.add(`${process.story}: ${[...server.rows('t').keys()].join(' ')} ${results['B']?.state}`);
      });
    }
    assert.deepEqual([...stories].sort(), [
      'nothing goes wrong: A same rejected',
      'nothing goes wrong: B same fulfilled',
      'the process dies before step 1, insert t/same: B same fulfilled',
      'the process dies before step 2, insert t/A: B same fulfilled',
      'the process dies before step 3, commit: B same fulfilled',
    ]);
  });

  const dyingOnce = (step: number) => new Process('crash', { step, moment: 'before' });
});

describe('a race with a clock', () => {
  useIdleProcess();

  it('lets time pass when no client waits for its turn', async () => {
    await everyInterleaving(async (schedule) => {
      const clock = new ManualClock(0);
      const client = (name: string, ms: number) => async () => {
        await schedule.turn(name);
        await clock.sleep(ms);
        await schedule.turn(name);
        return clock.now();
      };
      const { A, B } = await schedule.race({ A: client('A', 10), B: client('B', 25) }, clock);
      assert.deepEqual([A?.value, B?.value], [10, 25]);
    });
  });

  it('still fails for a client that never finishes', async () => {
    const stuck = everyInterleaving(async (schedule) => {
      await schedule.race({ A: () => new Promise(() => undefined) }, new ManualClock());
    });
    await assert.rejects(stuck, /Client A never finishes/);
  });
});
