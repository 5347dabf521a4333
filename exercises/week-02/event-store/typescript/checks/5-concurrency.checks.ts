import { describeError, everyInterleaving, ok, type Schedule } from 'codealong/checkkit';
import { sameList } from './lists';
import { allStored, busyGate, crowd, few, orderOf, poll, raceFor, storesOf, turns } from './races';
import type { EventStore, Expected, NewEvent, StoredEvent } from './support';
import { allResolve, endOf, idsOf, logOf, many, numbered, orderIs, paid, placed, positions } from './support';
import { save, saveCall, versionIs, versionOf, wholeStream, World, worldWith } from './support';

it('readers-see-whole-batches', async () => {
  await everyInterleaving(async (schedule) => {
    const world = new World();
    const read = async (client: string): Promise<StoredEvent[][]> => {
      const store = world.open(turns(schedule, client));
      const inLog = async (): Promise<StoredEvent[]> => await store.readAll(0, 10);
      const first = client === 'R' ? [] : [await inLog()];
      return [...first, await store.getEvents('order-1'), await inLog(), await store.getEvents('order-1')];
    };
    const results = await schedule.race<StoredEvent[][]>({
      A: async () => {
        const batch = [placed('a1'), paid('a2'), paid('a3')];
        await world.open(turns(schedule, 'A')).saveEvents('order-1', batch, 0);
        return [];
      },
      R: () => read('R'),
      S: () => read('S'),
    });
    const input = `A saves a1, a2, a3 to a new stream while R and S read it; ${orderOf(schedule)}`;
    allResolve(results, ['A', 'R', 'S'], { message: 'A save makes a read fail, or a read a save.', input });
    const after = [await world.open().getEvents('order-1'), await world.open().readAll(0, 10)];
    for (const events of [...(results['R']?.value ?? []), ...(results['S']?.value ?? [])])
      ok(events.length === 0 || after.some(({ length }) => length === events.length), {
        message:
          'A reader saw a part of a batch: an order that is placed and not yet paid, which never was the case.',
        input,
        expected: 'none of a1, a2, a3, or what is read when the save has ended',
        actual: `only ${idsOf(events).join(', ')}`,
      });
  }, few);
});

it('one-winner', async () => {
  for (const expected of [1, 'no-stream', 12] as const)
    await everyInterleaving((schedule) => raceFor(schedule, ['A', 'B'], expected));
  for (const isOne of [false, true])
    await everyInterleaving((schedule) => raceFor(schedule, ['A', 'B', 'C', 'D', 'E'], 1, isOne), few);
  const world = new World();
  for (let round = 0; round < 3; round++) await crowd(world, round, 120);
  await readsAtOnce(world);
  await refusesOnlyWhatItMust();
});

/** Any number of reads may run at once on one instance. */
async function readsAtOnce(world: World): Promise<void> {
  const store = world.open();
  const reads = Array.from({ length: 240 }, (_, at) =>
    at % 2 === 0 ? store.getEvents('crowd') : store.readAll(0, 10),
  );
  const counts = (await Promise.allSettled(reads)).map((end) =>
    end.status === 'fulfilled' ? `${end.value.length} events` : describeError(end.reason),
  );
  const other = counts.find((count) => count !== '3 events');
  ok(other === undefined, {
    message: 'A read fails, or tells something else, because others read at the same time.',
    input: '120 calls of getEvents and 120 of readAll at once on one instance, where three events are stored',
    expected: 'each resolves to three events',
    actual: `${other}`,
  });
}

/** Saves to twelve streams at once on one instance. Some are refused, and take none of the others along. */
async function refusesOnlyWhatItMust(): Promise<void> {
  const numbers = Array.from({ length: 12 }, (_, at) => at);
  const isBad = (at: number): boolean => at % 4 === 1;
  const stored = numbers.filter((at) => !isBad(at));
  for (const [what, bad, expected] of [
    ['expects version 7 of a new stream', paid('x'), 7],
    ['has an event without an id', paid(''), 'any'],
    ['has an event with a BigInt', { ...paid('x'), data: 1n }, 0],
  ] as const) {
    const world = new World();
    const store = world.open();
    const saveTo = (at: number): Promise<unknown> =>
      isBad(at)
        ? store.saveEvents(`order-${at}`, [paid(`e${at}`), bad], expected)
        : store.saveEvents(`order-${at}`, [paid(`e${at}`)], 0);
    const ends = await Promise.allSettled(numbers.map(saveTo));
    const input = `a save to each of twelve streams at once on one instance; that of streams 1, 5 and 9 ${what}`;
    const lost = stored.filter((at) => ends[at]?.status === 'rejected');
    ok(lost.length === 0, {
      message: 'A save is refused because of another one that was under way.',
      input,
      expected: `the saves to streams ${stored.join(', ')} resolve`,
      actual: `those to ${lost.join(', ')} reject`,
    });
    const log = idsOf(await logOf(world.open()));
    const accepted = stored.map((at) => `e${at}`);
    sameList(log.sort(), accepted.sort(), 'in the log, by id', {
      message: 'The log does not hold exactly what was accepted.',
      input,
    });
  }
}

it('poller-misses-nothing', async () => {
  await everyInterleaving(async (schedule) => {
    const world = await worldWith(placed('z1'));
    const writers = ['A', 'B', 'C', 'D'];
    const saving = (name: string, at: number) => async (): Promise<StoredEvent[]> => {
      const store = world.open(turns(schedule, name));
      await store.saveEvents(`order-${at + 2}`, many(1 + (at % 2), name.toLowerCase()), 0);
      return [];
    };
    const results = await schedule.race<StoredEvent[]>({
      ...Object.fromEntries(writers.map((name, at) => [name, saving(name, at)])),
      P: () => poll(world.open(turns(schedule, 'P')), [], 3),
    });
    const input = `A, B, C and D save one or two events, each to a new stream, while P polls readAll; ${orderOf(schedule)}`;
    allResolve(results, writers, { message: 'A save to a stream of its own is refused.', input });
    allResolve(results, ['P'], { message: 'readAll fails while others save.', input });
    const log = await logOf(world.open());
    sameList([...idsOf(log)].sort(), ['a1', 'b1', 'b2', 'c1', 'd1', 'd2', 'z1'], 'in the log, by id', {
      message: 'The log does not hold what was saved.',
      input,
    });
    sameList(positions(log), numbered(idsOf(log)), 'in the log, by position', {
      message: 'The positions of the log must run 1, 2, 3… without a hole.',
      input,
    });
    const seen = await poll(world.open(), results['P']?.value ?? [], 10);
    sameList(positions(seen), positions(log), 'seen, by position', {
      message: 'A poller that goes on after the last position it saw has missed or doubled an event.',
      input,
    });
  }, few);
  const world = new World();
  const busy = world.open(
    busyGate(async (nth) => void (await save(world.open(), `other-${nth}`, [paid('o')], 0))),
  );
  const message = 'A save to a stream of its own is refused because others save to other streams.';
  const input = `${saveCall('order-1', [placed('a1')], 0)}; before each of its operations somebody saves to another stream`;
  await save(busy, 'order-1', [placed('a1')], 0, { message, input });
});

it('any-append-loses-nothing', async () => {
  await everyInterleaving((schedule) => allStored(schedule, ['A', 'B'], false));
  for (const isOne of [false, true])
    await everyInterleaving((schedule) => allStored(schedule, ['A', 'B', 'C', 'D', 'E', 'F'], isOne), few);
  const world = new World();
  const others: string[] = [];
  const busy = world.open(
    busyGate(async (nth) => {
      await save(world.open(), 'order-1', [paid(`o${nth}`)], 'any');
      others.push(`o${nth}`);
    }),
  );
  const batch = [placed('a1'), paid('a2')];
  const message = "A save with 'any' is refused because others save to the same stream.";
  const input = `${saveCall('order-1', batch, 'any')}; before each of its operations somebody else saves to the stream`;
  const version = await save(busy, 'order-1', batch, 'any', { message, input });
  const stream = await wholeStream(world.open(), 'order-1');
  versionIs(version, stream.findIndex(({ id }) => id === 'a2') + 1, input);
  sameList([...idsOf(stream)].sort(), [...others, 'a1', 'a2'].sort(), "of 'order-1', by id", {
    message: "A batch that was saved with 'any' is missing or doubled.",
    input,
  });
});

it('retry-in-flight', async () => {
  const both = [placed('a1'), paid('a2')];
  for (const expected of [0, 'any', 1, 'no-stream'] as const)
    await everyInterleaving((schedule) => sentAtOnce(schedule, ['A', 'B'], both, expected));
  await everyInterleaving((schedule) => sentAtOnce(schedule, ['A', 'B'], many(12, 'm'), 'any'));
  const five = ['A', 'B', 'C', 'D', 'E'];
  await everyInterleaving((schedule) => sentAtOnce(schedule, five, both, 0), few);
  await everyInterleaving((schedule) => sentAtOnce(schedule, five, both, 'any', true), few);
});

/** Everybody sends the same batch. It is one save and some retries. */
async function sentAtOnce(
  schedule: Schedule,
  names: readonly string[],
  events: NewEvent[],
  expected: Expected,
  isOne = false,
): Promise<void> {
  const before = expected === 1 ? [placed('z1')] : [];
  const world = before.length > 0 ? await worldWith(...before) : new World();
  const send = async (store: EventStore): Promise<number> =>
    versionOf(await store.saveEvents('order-1', structuredClone(events), expected));
  const saves = storesOf(world, schedule, names, isOne).map(
    ([name, store]) => [name, () => send(store)] as const,
  );
  const results = await schedule.race(Object.fromEntries(saves));
  const input = `${saveCall('order-1', events, expected)}, ${names.length} times at once${isOne ? ' on one instance' : ''}; ${orderOf(schedule)}`;
  const ids = [...idsOf(before), ...idsOf(events)];
  for (const name of names)
    ok(results[name]?.value === ids.length, {
      message: 'The same batch from several callers at once is one save and some retries. All must succeed.',
      input,
      expected: `all resolve to version ${ids.length}`,
      actual: `${name} ${endOf(results[name])}`,
    });
  await orderIs(world.open(), ids, {
    message: 'The batch must be stored once, in the stream and in the log.',
    input,
  });
}
