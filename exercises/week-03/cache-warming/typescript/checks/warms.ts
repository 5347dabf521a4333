import { equal } from 'codealong/checkkit';
import { expectKept, expectLoads, expectReport } from './expect';
import { itemsOf, menu, nameOf, ranked, Shop } from './shop';

export async function warmsWhatIsMissing(): Promise<void> {
  for (const count of [0, 1, 3, 14])
    for (const ttlMs of [3_600_000, 1, 2_592_000_000])
      for (const concurrency of [1, 5]) await allAreMissing(count, ttlMs, concurrency);
  for (const there of [[0], [13], [1, 2, 7], Array.from({ length: 14 }, (_, index) => index)])
    for (const version of [1, 3]) await someAreThere(there, version);
  await threeRounds();
}

async function allAreMissing(count: number, ttlMs: number, concurrency: number): Promise<void> {
  const shop = new Shop(menu(count));
  const ids = ranked(shop.items);
  const input = `${itemsOf(count)}, none in the cache; ttlMs ${ttlMs}, jitter 0, concurrency ${concurrency}`;
  await expectReport(shop.start({ ttlMs, concurrency }), { warmed: count }, input);
  equal(shop.popularCalls, 1, { message: 'popular is not called exactly once.', input });
  expectLoads(shop, ids, 'Not every missing item is loaded exactly once.', input);
  expectKept(shop, ids, 'What is in the cache are not the popular items.', input);
  for (const id of ids) {
    const { row, ttlMs: life } = shop.kept(id) ?? {};
    equal(row, shop.row(id), {
      message: 'What is stored is not the row that was loaded.',
      input: `${input}; ${nameOf(id)}`,
    });
    equal(life, ttlMs, { message: 'A row is not stored for ttlMs.', input: `${input}; ${nameOf(id)}` });
  }
}

/** Some entries are there, with a price and a life of their own. The first is free. */
async function someAreThere(places: readonly number[], version: number): Promise<void> {
  const shop = new Shop(menu(14));
  const ids = ranked(shop.items);
  const there = ids.filter((_, place) => places.includes(place));
  const cents = (id: string): number => (id === there[0] ? 0 : 1);
  for (const id of there) shop.put({ id, version: version === 1 ? 1 : 0, cents: cents(id) }, 7_000);
  for (const id of ids) shop.change(id, version);
  const missing = ids.filter((id) => !there.includes(id));
  const input = `14 popular items, ${there.length} of them in the cache; the database has version ${version} of each, the cache version ${version === 1 ? 1 : 0}`;
  await expectReport(shop.start(), { warmed: missing.length, skipped: there.length }, input);
  expectLoads(shop, missing, 'What is loaded is not what the cache does not have, once each.', input);
  for (const id of there)
    equal([shop.kept(id)?.row.cents, shop.kept(id)?.ttlMs], [cents(id), 7_000], {
      message:
        'The cache had an item, and its entry has been replaced: price in cents, and milliseconds that it lives.',
      input,
    });
  expectKept(shop, ids, 'What is in the cache are not the popular items.', input);
}

/** What has expired is warmed again by the next call, and nothing else. */
async function threeRounds(): Promise<void> {
  const shop = new Shop(menu(14));
  for (const round of [1, 2, 3]) {
    const input = `round ${round}: 14 popular items, all of which have expired since the last round${heldIn(shop)}`;
    await expectReport(shop.start(), { warmed: 14 }, input);
    equal(shop.loads.length, 14 * round, { message: 'The number of loads so far is wrong.', input });
    await expectReport(
      shop.start(),
      { skipped: 14 },
      `round ${round}: warmCache a second time, all 14 are in the cache${heldIn(shop)}`,
    );
    equal(shop.loads.length, 14 * round, {
      message: 'Everything was in the cache, and something is loaded.',
      input,
    });
    await shop.clock.advance(3_600_000);
  }
}

/** What explains much, for whoever takes locks already. */
function heldIn(shop: Shop): string {
  return shop.locks.size === 0 ? '' : `; locks that the calls before have not given back: ${shop.locks.size}`;
}
