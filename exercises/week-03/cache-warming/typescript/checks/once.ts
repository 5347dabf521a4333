import { equal, everyInterleaving, type Gate, type Operation, type Schedule } from 'codealong/checkkit';
import type { WarmReport } from '../reference/pkg/cache/warm';
import { keepsItsPlaces } from './busy';
import { expectLoads, expectNoLocks, expectReport, reportOf } from './expect';
import { menu, ranked, rest, Shop, SlowLoads, type Call } from './shop';

export async function eachItemOnce(): Promise<void> {
  await heldByAnother();
  await oneStopsShort();
  for (const concurrency of [1, 3]) await locksAreShort(concurrency);
  for (const fails of ['load', 'get', 'setIfNewer']) await failedOnesAreFree(fails);
  for (const when of ['each time', 'the first time'] as const) await locksFail(when);
  for (const concurrency of [1, 3]) await givingBackFails(concurrency);
  await givingBackTakesTime();
  for (const kind of ['cached', 'locked', 'refused', 'load', 'get', 'lock', 'store', 'unlock'] as const)
    await keepsItsPlaces(kind, 3, true);
  await twoCallsOneCache();
  await everyInterleaving((schedule) => together(schedule, { items: 1, instances: 2, concurrency: 1 }));
  await everyInterleaving((schedule) => together(schedule, { items: 14, instances: 5, concurrency: 3 }), {
    limit: 0,
    samples: 5,
  });
}

/** Several instances at once. What each item costs the database is one load. */
async function together(
  schedule: Schedule,
  { items, instances, concurrency }: { items: number; instances: number; concurrency: number },
): Promise<void> {
  const shop = new Shop(menu(items));
  const calls: Call[] = [];
  const clients = Array.from({ length: instances }, (_, index) => String.fromCharCode(65 + index));
  const reports: WarmReport[] = [];
  const order = (): string =>
    schedule.order.length > 80 ? `${schedule.order.slice(0, 80)} …` : schedule.order;
  const input = (): string =>
    `${instances} instances warm ${items === 1 ? '1 item' : `${items} items`} at once, concurrency ${concurrency}; the order in which their requests and loads go on: ${order()}`;
  const run = (client: string) => async (): Promise<void> => {
    const load = async (id: string): ReturnType<Shop['load']> => {
      await schedule.turn(client);
      return shop.load(id);
    };
    const call = shop.start({ concurrency, load }, schedule.gate(client));
    calls.push(call);
    await call.ended;
  };
  await schedule.race(Object.fromEntries(clients.map((client) => [client, run(client)])));
  for (const call of calls) reports.push(await reportOf(call, input()));
  expectLoads(
    shop,
    ranked(shop.items),
    'Not every item is loaded exactly once by all instances together.',
    input(),
  );
  const sum = (of: (report: WarmReport) => number): number =>
    reports.reduce((all, report) => all + of(report), 0);
  const counts = {
    warmed: sum(({ warmed }) => warmed),
    skipped: sum(({ skipped }) => skipped),
    failed: sum(({ failed }) => failed.length),
  };
  const message =
    'The reports of all instances together do not count each item once as warmed, and as skipped by all others.';
  equal(counts, { warmed: items, skipped: items * (instances - 1), failed: 0 }, { message, input: input() });
  expectNoLocks(shop, input(), 'Every call has ended');
}

/** Somebody holds a lock all the time: the item is left to them. */
async function heldByAnother(): Promise<void> {
  for (const concurrency of [1, 5]) {
    const shop = new Shop(menu(14));
    const ids = ranked(shop.items);
    const held = ids.filter((_, place) => [0, 5, 13].includes(place));
    const theirs = {};
    for (const id of held) shop.locks.set(id, theirs);
    const input = `14 popular items, concurrency ${concurrency}; another instance has the locks of three of them`;
    const asked: Operation[] = [];
    const about = (id: string, name = ''): number =>
      asked.filter((one) => one.keys[0] === id && one.name.startsWith(name)).length;
    const gate: Gate = {
      before(operation) {
        if (operation.name === 'lock' || about(operation.keys[0] ?? '') > 0) asked.push(operation);
      },
    };
    await expectReport(shop.start({ concurrency }, gate), { warmed: 11, skipped: 3 }, input);
    expectLoads(
      shop,
      ids.filter((id) => !held.includes(id)),
      'What is loaded are not the items whose locks are free, once each.',
      input,
    );
    equal(
      held.map((id) => shop.locks.get(id) === theirs),
      [true, true, true],
      { message: 'The lock of another instance is gone: whether it is held.', input },
    );
    const waited = held.filter((id) => about(id, 'lock') > 1 || about(id) > 2);
    equal(waited, [], {
      message:
        'Somebody else has the lock of an item, and the cache is asked about it again and again: ids of such items.',
      input,
    });
  }
}

/** One instance has a load that does not end. It holds up no item but this. */
async function oneStopsShort(): Promise<void> {
  const shop = new Shop(menu(14));
  const slow = new SlowLoads(shop);
  const stuck = shop.start({ load: slow.load, concurrency: 2 });
  await rest();
  const input =
    '14 popular items; one instance, concurrency 2, waits for its first two loads; another one warms';
  await expectReport(shop.start({ concurrency: 2 }), { warmed: 12, skipped: 2 }, input);
  await slow.endAll();
  await expectReport(stuck, { warmed: 2, skipped: 12 }, `${input}; then the two loads end`);
  expectLoads(shop, ranked(shop.items), 'Not every item is loaded exactly once by both together.', input);
}

/** The locks that are held are those of the items under way. */
async function locksAreShort(concurrency: number): Promise<void> {
  const shop = new Shop(menu(14));
  const slow = new SlowLoads(shop);
  shop.start({ load: slow.load, concurrency });
  await rest();
  for (let ended = 0; ended < 14; ended++) {
    equal([...shop.locks.keys()].sort(), [...slow.ids].sort(), {
      message: 'The locks that are held are not those of the items whose loads are under way.',
      input: `14 popular items, concurrency ${concurrency}; loads that have ended: ${ended}`,
    });
    await slow.end();
  }
}

/** Whatever fails, the item can be warmed by the next call. */
async function failedOnesAreFree(fails: string): Promise<void> {
  const shop = new Shop(menu(3));
  const failed = new Map(shop.items.map(({ id }) => [id, 'connection reset']));
  const gate: Gate = { before: ({ name }) => throwIf(name === fails) };
  const load = async (id: string): ReturnType<Shop['load']> => {
    throwIf(fails === 'load');
    return shop.load(id);
  };
  const input = `3 popular items; ${fails} fails for each`;
  await expectReport(shop.start({ load }, gate), { failed }, input);
  expectNoLocks(shop, input, 'The call has ended');
  await expectReport(shop.start(), { warmed: 3 }, `${input}; then nothing fails, and another instance warms`);
}

async function locksFail(when: 'each time' | 'the first time'): Promise<void> {
  const shop = new Shop(menu(14));
  const broken = ranked(shop.items).filter((_, place) => place % 4 === 0);
  const left = new Set(broken);
  const gate: Gate = {
    before({ name, keys: [id = ''] }) {
      if (name !== 'lock' || !left.has(id)) return;
      if (when === 'the first time') left.delete(id);
      throw new Error('connection reset');
    },
  };
  const input = `14 popular items; lock fails ${when} for four of them`;
  await expectReport(
    shop.start({}, gate),
    { warmed: 10, failed: new Map(broken.map((id) => [id, 'connection reset'])) },
    input,
  );
}

async function givingBackFails(concurrency: number): Promise<void> {
  const shop = new Shop(menu(14));
  const gate: Gate = { before: ({ name }) => throwIf(name === 'unlock') };
  const broken = ranked(shop.items).filter((_, place) => place % 4 === 1);
  const load = async (id: string): ReturnType<Shop['load']> => {
    if (broken.includes(id)) throw new Error(`no row ${id}`);
    return shop.load(id);
  };
  await expectReport(
    shop.start({ concurrency, load }, gate),
    { warmed: 10, failed: new Map(broken.map((id) => [id, `no row ${id}`])) },
    `14 popular items, concurrency ${concurrency}; load fails for four of them, and giving a lock back for all`,
  );
}

/** Two calls of one process, each with its own list. Six items are in both. */
async function twoCallsOneCache(): Promise<void> {
  const shop = new Shop(menu(20));
  const cache = shop.connect();
  const lists = [shop.items.slice(0, 13), shop.items.slice(7)];
  const calls = lists.map((items) => shop.start({ cache, popular: async () => items, concurrency: 3 }));
  const input =
    'two calls at once, which share a cache; each has 13 popular items, six of which are in both lists';
  const reports: WarmReport[] = [];
  for (const call of calls) reports.push(await reportOf(call, input));
  expectLoads(shop, ranked(shop.items), 'Not every item is loaded exactly once by both together.', input);
  const of = (end: 'warmed' | 'skipped'): number => reports.reduce((sum, report) => sum + report[end], 0);
  const message =
    'The reports of two calls together have a wrong number of items that were warmed, or skipped.';
  equal({ warmed: of('warmed'), skipped: of('skipped') }, { warmed: 20, skipped: 6 }, { message, input });
}

/** The locks of the last items are on their way back. */
async function givingBackTakesTime(): Promise<void> {
  const shop = new Shop(menu(14));
  const waiting: (() => void)[] = [];
  const gate: Gate = {
    before: ({ name }) => (name === 'unlock' ? new Promise((resolve) => waiting.push(resolve)) : undefined),
  };
  const call = shop.start({ concurrency: 14 }, gate);
  await rest();
  const message = 'Locks are still being given back, and warmCache has ended: its state.';
  const input = '14 popular items, concurrency 14; all are stored, and giving their locks back takes time';
  equal(call.state, 'pending', { message, input });
  while (waiting.length > 0) {
    waiting.shift()?.();
    await rest();
  }
  await expectReport(call, { warmed: 14 }, `${input}; then it has ended`);
}

function throwIf(condition: boolean): void {
  if (condition) throw new Error('connection reset');
}
