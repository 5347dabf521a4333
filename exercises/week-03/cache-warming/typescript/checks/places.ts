import { equal, ok } from 'codealong/checkkit';
import { expectKept, expectReport } from './expect';
import { menu, ranked, rest, Shop, SlowLoads } from './shop';

export async function keepsThePlacesBusy(): Promise<void> {
  for (const [count, concurrencies] of [
    [0, [1, 5]],
    [1, [1, 5]],
    [14, [1, 2, 5, 100_000]],
    [30, [10]],
  ] as const)
    for (const concurrency of concurrencies)
      for (const ends of [0, -1]) await oneAtATimeEnds(count, concurrency, ends);
  for (const concurrency of [2, 5, 10]) await oneIsSlow(concurrency);
  for (const concurrency of [1, 5]) await skippedOnesTakeNoPlace(concurrency);
  for (const concurrency of [2, 5])
    for (const isLater of [false, true]) await twoAtOnce(concurrency, isLater);
}

async function oneAtATimeEnds(count: number, concurrency: number, ends: number): Promise<void> {
  const shop = new Shop(menu(count));
  const slow = new SlowLoads(shop);
  const call = shop.start({ load: slow.load, concurrency });
  await rest();
  for (let left = count; left > 0; left--) {
    expectRunning(
      slow,
      Math.min(concurrency, left),
      `${count} popular items, concurrency ${concurrency}; loads that have ended: ${count - left}`,
    );
    await slow.end(ends);
  }
  await expectReport(
    call,
    { warmed: count },
    `${count} popular items, concurrency ${concurrency}; every load has ended`,
  );
}

async function oneIsSlow(concurrency: number): Promise<void> {
  const shop = new Shop(menu(30));
  const slow = new SlowLoads(shop);
  const [first = ''] = ranked(shop.items);
  const call = shop.start({ load: (id) => (id === first ? slow.load(id) : shop.load(id)), concurrency });
  await rest();
  const input = `30 popular items, concurrency ${concurrency}; the load of '${first}' does not end, each other ends at once`;
  equal(shop.keptIds.length, 29, {
    message: 'One load is slow, and the others do not go on: number of items stored.',
    input,
  });
  equal(call.state, 'pending', { message: 'A load is under way, and warmCache has ended.', input });
  await slow.endAll();
  await expectReport(call, { warmed: 30 }, input);
}

async function skippedOnesTakeNoPlace(concurrency: number): Promise<void> {
  const shop = new Shop(menu(30));
  const slow = new SlowLoads(shop);
  for (const [place, id] of ranked(shop.items).entries()) if (place % 3 !== 2) shop.put(shop.row(id), 7_000);
  const call = shop.start({ load: slow.load, concurrency });
  await rest();
  const input = `30 popular items, two of three are in the cache; concurrency ${concurrency}`;
  for (let left = 10; left > 0; left--) {
    expectRunning(slow, Math.min(concurrency, left), `${input}; loads that have ended: ${10 - left}`);
    await slow.end();
  }
  await expectReport(call, { warmed: 10, skipped: 20 }, input);
}

/** Each call has its own places, list and cache, whatever the other one is doing. */
async function twoAtOnce(concurrency: number, isLater: boolean): Promise<void> {
  const begin = (items: Shop['items'], places: number) => {
    const shop = new Shop(items);
    const slow = new SlowLoads(shop);
    return { shop, slow, places, call: shop.start({ load: slow.load, concurrency: places }) };
  };
  const first = begin(menu(10), concurrency);
  if (isLater) await rest();
  const calls = [first, begin(menu(30).slice(20), 3)];
  await rest();
  const moment = isLater ? 'when the first has begun its loads' : 'right after the first';
  const input = `two calls, each with 10 popular items and a cache of its own, the second ${moment}; concurrency ${concurrency} and 3`;
  for (const [index, { slow, places }] of calls.entries())
    expectRunning(slow, places, `${input}; loads of call ${index + 1}`);
  for (const [index, { shop, slow, call }] of calls.entries()) {
    await slow.endAll();
    await expectReport(call, { warmed: 10 }, `${input}; report of call ${index + 1}`);
    const message = 'What is in the cache of one of two calls are not its own popular items.';
    expectKept(shop, ranked(shop.items), message, `${input}; cache of call ${index + 1}`);
  }
}

function expectRunning(slow: SlowLoads, expected: number, input: string): void {
  const running = slow.ids.length;
  ok(running === expected, {
    message:
      running > expected
        ? 'More loads are under way than concurrency allows.'
        : 'Items are left, and fewer loads are under way than concurrency allows.',
    input,
    expected: `${expected} under way`,
    actual: `${running} under way`,
  });
}
