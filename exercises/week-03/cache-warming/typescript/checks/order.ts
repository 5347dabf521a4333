import { ok, sameList, show } from 'codealong/checkkit';
import { expectKept, expectLoads, expectReport } from './expect';
import { menu, nameOf, ranked, rest, Shop, SlowLoads } from './shop';

export async function mostPopularFirst(): Promise<void> {
  for (const budget of [1_000, 15, 14, 13, 5, 1, 0]) await oneByOne(budget);
  await many();
  for (const concurrency of [2, 3, 10]) for (const ends of [0, -1]) await severalAtATime(concurrency, ends);
  for (const places of [[0], [1, 3], [0, 1, 2, 3, 4], [5, 6]]) await skippedOnesCount(places);
}

async function oneByOne(budget: number): Promise<void> {
  const shop = new Shop(menu(14));
  const expected = ranked(shop.items).slice(0, budget);
  const input = `14 popular items, none of them in the cache; budget ${budget}, concurrency 1`;
  await expectReport(shop.start({ budget }), { warmed: expected.length }, input);
  expectLoads(shop, expected, 'What is loaded are not the most read items, as many as budget.', input);
  const message = 'Items are not loaded in the order of their reads.';
  sameList(shop.loads.map(nameOf), expected.map(nameOf), { message, input });
  expectKept(shop, expected, 'What is stored are not the most read items, as many as budget.', input);
}

async function many(): Promise<void> {
  const shop = new Shop(menu(1_150));
  const input = '1150 popular items, none of them in the cache; budget 1050, concurrency 1';
  await expectReport(shop.start({ budget: 1_050 }), { warmed: 1_050 }, input);
  const message = 'What is stored are not the most read items, as many as budget.';
  expectKept(shop, ranked(shop.items).slice(0, 1_050), message, input);
}

/** Loads that are under way together may have begun in any order, so one of them is ahead by less than `concurrency`. */
async function severalAtATime(concurrency: number, ends: number): Promise<void> {
  const shop = new Shop(menu(30));
  const slow = new SlowLoads(shop);
  shop.start({ load: slow.load, concurrency });
  await rest();
  while (slow.ids.length > 0) await slow.end(ends);
  const order = ranked(shop.items);
  for (const [begun, id] of shop.loads.entries()) {
    const skipped = order
      .slice(0, order.indexOf(id))
      .filter((other) => !shop.loads.slice(0, begun).includes(other));
    ok(skipped.length < concurrency, {
      message: 'A load begins before those of more popular items.',
      input: `30 popular items, concurrency ${concurrency}; the ${ends === 0 ? 'oldest' : 'youngest'} load always ends first`,
      expected: `fewer than ${concurrency} more popular items are still to be loaded`,
      actual: `${skipped.length} are, when load(${nameOf(id)}) begins`,
    });
  }
}

async function skippedOnesCount(places: readonly number[]): Promise<void> {
  const shop = new Shop(menu(14));
  const ids = ranked(shop.items);
  const there = ids.filter((_, place) => places.includes(place));
  for (const id of there) shop.put(shop.row(id), 7_000);
  const missing = ids.slice(0, 5).filter((id) => !there.includes(id));
  const input = `14 popular items, budget 5; the cache has those in the places ${show(places.map((place) => place + 1))}, by reads`;
  const call = shop.start({ budget: 5 });
  await rest();
  expectLoads(shop, missing, 'What is loaded are not the missing ones of the 5 most read items.', input);
  await expectReport(call, { warmed: missing.length, skipped: 5 - missing.length }, input);
}
