import { equal } from 'codealong/checkkit';
import { keepsItsPlaces } from './busy';
import { expectKept, expectReport, expectRunning } from './expect';
import { itemsOf, menu, nameOf, ranked, rest, Shop, SlowLoads } from './shop';

export async function keepsThePlacesBusy(): Promise<void> {
  for (const [count, concurrencies] of [
    [0, [1, 5]],
    [1, [1, 5]],
    [14, [1, 2, 5, 100_000]],
    [30, [10]],
  ] as const)
    for (const concurrency of concurrencies)
      for (const ends of [0, -1]) await oneAtATimeEnds(count, concurrency, ends);
  await manyAtATime();
  for (const concurrency of [2, 5, 10]) await oneIsSlow(concurrency);
  for (const concurrency of [1, 5]) await keepsItsPlaces('cached', concurrency);
  for (const concurrency of [2, 5])
    for (const isLater of [false, true]) await twoAtOnce(concurrency, isLater);
}

async function oneAtATimeEnds(count: number, concurrency: number, ends: number): Promise<void> {
  const shop = new Shop(menu(count));
  const slow = new SlowLoads(shop);
  const call = shop.start({ load: slow.load, concurrency });
  await rest();
  const input = `${itemsOf(count)}, concurrency ${concurrency}`;
  for (let left = count; left > 0; left--) {
    expectRunning(slow, Math.min(concurrency, left), `${input}; loads that have ended: ${count - left}`);
    await slow.end(ends);
  }
  await expectReport(call, { warmed: count }, `${input}; every load has ended`);
}

async function manyAtATime(): Promise<void> {
  const shop = new Shop(menu(1_300));
  const slow = new SlowLoads(shop);
  const call = shop.start({ load: slow.load, concurrency: 1_100, budget: 1_200 });
  await rest();
  const input = '1300 popular items, concurrency 1100, budget 1200';
  expectRunning(slow, 1_100, input);
  await slow.endTogether();
  await expectReport(call, { warmed: 1_200 }, `${input}; every load has ended`);
}

async function oneIsSlow(concurrency: number): Promise<void> {
  const shop = new Shop(menu(30));
  const slow = new SlowLoads(shop);
  const [first = ''] = ranked(shop.items);
  const call = shop.start({ load: (id) => (id === first ? slow.load(id) : shop.load(id)), concurrency });
  await rest();
  const input = `30 popular items, concurrency ${concurrency}; the load of ${nameOf(first)} does not end, each other ends at once`;
  equal(shop.keptIds.length, 29, {
    message: 'One load is slow, and the others do not go on: number of items stored.',
    input,
  });
  equal(call.state, 'pending', { message: 'A load is under way, and warmCache has ended.', input });
  await slow.endAll();
  await expectReport(call, { warmed: 30 }, input);
}

/** Each call has its own places, list and cache, whatever the other one is doing. Some items are in both lists. */
async function twoAtOnce(concurrency: number, isLater: boolean): Promise<void> {
  const begin = (items: Shop['items'], places: number) => {
    const shop = new Shop(items);
    const slow = new SlowLoads(shop);
    return { shop, slow, places, call: shop.start({ load: slow.load, concurrency: places }) };
  };
  const first = begin(menu(20).slice(0, 10), concurrency);
  if (isLater) await rest();
  const calls = [first, begin(menu(20).slice(4, 14), 3)];
  await rest();
  const moment = isLater ? 'when the first has begun its loads' : 'right after the first';
  const input = `two calls, each with 10 popular items and a cache of its own, the second ${moment}; six items are in both lists; concurrency ${concurrency} and 3`;
  for (const [index, { slow, places }] of calls.entries())
    expectRunning(slow, places, `${input}; loads of call ${index + 1}`);
  for (const [index, { shop, slow, call }] of calls.entries()) {
    await slow.endAll();
    await expectReport(call, { warmed: 10 }, `${input}; report of call ${index + 1}`);
    const message = 'What is in the cache of one of two calls are not its own popular items.';
    expectKept(shop, ranked(shop.items), message, `${input}; cache of call ${index + 1}`);
    equal(shop.popularCalls, 1, { message: 'popular is not called exactly once.', input });
  }
}
