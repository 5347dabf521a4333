import { equal, everyInterleaving, fail, ok, type Gate, type Schedule } from 'codealong/checkkit';
import type { EventStore, Expected, StoredEvent } from './support';
import {
  endOf,
  eventsOf,
  idsOf,
  isConflict,
  logOf,
  paid,
  placed,
  positions,
  save,
  saveCall,
  streamIs,
  World,
} from './support';

/** Makes every operation on the store a turn of this client. */
function turns(schedule: Schedule, client: string): Gate {
  return { before: () => schedule.turn(client) };
}

const orderOf = (schedule: Schedule): string =>
  `order of the operations on the key-value store: ${schedule.order}`;

describe('concurrency', () => {
  it('readers-see-whole-batches', async () => {
    await everyInterleaving(async (schedule) => {
      const world = new World();
      const results = await schedule.race<StoredEvent[][]>({
        A: async () => {
          await world
            .open(turns(schedule, 'A'))
            .saveEvents('order-1', [placed('a1'), paid('a2'), paid('a3')], 0);
          return [];
        },
        R: async () => {
          const store = world.open(turns(schedule, 'R'));
          return [await store.getEvents('order-1'), await store.readAll(0, 10)];
        },
      });
      const input = `A saves a1, a2, a3 while R reads; ${orderOf(schedule)}`;
      ok(results['A']?.state === 'fulfilled', {
        message: 'A save that nothing stands against is refused.',
        input,
        expected: 'no error',
        actual: `A ${endOf(results['A'])}`,
      });
      const [stream = [], log = []] =
        results['R']?.value ??
        fail({ message: 'A read beside a save fails.', input, actual: endOf(results['R']) });
      for (const read of [stream, log]) {
        ok(read.length === 0 || read.length === 3, {
          message:
            'A reader saw a part of a batch: an order that is placed and not yet paid, which never was the case.',
          input,
          expected: 'none of the batch or all of it',
          actual: idsOf(read).join(', '),
        });
      }
    });
  });

  it('one-winner', async () => {
    await everyInterleaving((schedule) => raceFor(schedule, 1));
    await everyInterleaving((schedule) => raceFor(schedule, 'no-stream'));
  });

  it('poller-misses-nothing', async () => {
    await everyInterleaving(async (schedule) => {
      const world = new World();
      await save(world.open(), 'order-0', [placed('z1')], 0);
      const results = await schedule.race<StoredEvent[]>({
        A: async () => {
          await world.open(turns(schedule, 'A')).saveEvents('order-1', [placed('a1'), paid('a2')], 0);
          return [];
        },
        B: async () => {
          await world.open(turns(schedule, 'B')).saveEvents('order-2', [placed('b1')], 'any');
          return [];
        },
        P: () => poll(world.open(turns(schedule, 'P')), [], 3),
      });
      const input = `A and B save to two streams while P polls readAll; ${orderOf(schedule)}`;
      const seen =
        results['P']?.value ??
        fail({ message: 'readAll fails while others save.', input, actual: endOf(results['P']) });
      const all = await poll(world.open(), seen, 10);
      const log = await logOf(world.open());
      equal([...idsOf(log)].sort(), ['a1', 'a2', 'b1', 'z1'], {
        message: 'The log does not hold what was saved.',
        input,
      });
      equal(positions(all), positions(log), {
        message:
          'A poller that goes on after the last position it saw has missed or doubled an event. No projection will ever notice.',
        input,
      });
    });
  });

  it('any-append-loses-nothing', async () => {
    await everyInterleaving(async (schedule) => {
      const world = new World();
      const batches = { A: [placed('a1'), paid('a2')], B: [placed('b1'), paid('b2')] };
      const results = await schedule.race({
        A: () => world.open(turns(schedule, 'A')).saveEvents('order-1', batches.A, 'any'),
        B: () => world.open(turns(schedule, 'B')).saveEvents('order-1', batches.B, 'any'),
      });
      const input = `A and B save two events each with 'any'; ${orderOf(schedule)}`;
      equal([results['A']?.state, results['B']?.state], ['fulfilled', 'fulfilled'], {
        message:
          "A save with 'any' has no version to lose: when another save comes between, both must be stored.",
        input,
      });
      const stream = await eventsOf(world.open(), 'order-1');
      const aFirst = stream[0]?.id === 'a1';
      equal(
        {
          stream: stream.map(({ version, id }) => `${version} ${id}`),
          A: results['A']?.value,
          B: results['B']?.value,
        },
        {
          stream: aFirst ? ['1 a1', '2 a2', '3 b1', '4 b2'] : ['1 b1', '2 b2', '3 a1', '4 a2'],
          A: { version: aFirst ? 2 : 4 },
          B: { version: aFirst ? 4 : 2 },
        },
        {
          message:
            'Both batches must be in the stream, each in one piece, and each caller must learn its own version.',
          input,
        },
      );
    });
  });

  it('retry-in-flight', async () => {
    for (const expected of [0, 'any'] as const) {
      await everyInterleaving(async (schedule) => {
        const world = new World();
        const batch = [placed('a1'), paid('a2')];
        const send = (client: string) => () =>
          world.open(turns(schedule, client)).saveEvents('order-1', structuredClone(batch), expected);
        const results = await schedule.race({ A: send('A'), B: send('B') });
        const input = `${saveCall('order-1', batch, expected)}, sent again before the first was answered; ${orderOf(schedule)}`;
        const ends = [endOf(results['A']), endOf(results['B'])];
        equal(ends, ['resolved to { version: 2 }', 'resolved to { version: 2 }'], {
          message:
            'A gateway that retries too early sends the same batch twice at once. Both must be told that it is stored.',
          input,
        });
        const told = { message: 'The batch is stored twice or in pieces.', input };
        await streamIs(world.open(), 'order-1', ['a1', 'a2'], told);
        equal(idsOf(await logOf(world.open())), ['a1', 'a2'], told);
      });
    }
  });
});

/** Two instances save two events each to one stream, having seen the same version. */
async function raceFor(schedule: Schedule, expected: Expected): Promise<void> {
  const world = new World();
  const before = expected === 'no-stream' ? [] : ['z1'];
  if (before.length > 0) await save(world.open(), 'order-1', [placed('z1')], 0);
  const results = await schedule.race({
    A: () => world.open(turns(schedule, 'A')).saveEvents('order-1', [paid('a1'), paid('a2')], expected),
    B: () => world.open(turns(schedule, 'B')).saveEvents('order-1', [paid('b1'), paid('b2')], expected),
  });
  const input = `A saves a1, a2 and B saves b1, b2, both expecting ${expected}; ${orderOf(schedule)}`;
  const winners = ['A', 'B'].filter((client) => results[client]?.state === 'fulfilled');
  ok(winners.length === 1, {
    message: 'Two decisions were made on the same version, so exactly one may be stored.',
    input,
    expected: 'one resolves, one rejects',
    actual: `A ${endOf(results['A'])}; B ${endOf(results['B'])}`,
  });
  const [winner = ''] = winners;
  const last = before.length + 2;
  equal(results[winner]?.value, { version: last }, { message: 'The winner is told a wrong version.', input });
  isConflict(results[winner === 'A' ? 'B' : 'A']?.error, expected, last, input);
  const ids = [...before, ...(winner === 'A' ? ['a1', 'a2'] : ['b1', 'b2'])];
  await streamIs(world.open(), 'order-1', ids, {
    message: 'The stream must hold the batch of the winner alone, at versions without gap or double.',
    input,
  });
}

/** Reads the log page by page, going on after the last event it has seen. */
async function poll(store: EventStore, seen: readonly StoredEvent[], rounds: number): Promise<StoredEvent[]> {
  const all = [...seen];
  for (let round = 0; round < rounds; round++)
    all.push(...(await store.readAll(all.at(-1)?.position ?? 0, 2)));
  return all;
}
