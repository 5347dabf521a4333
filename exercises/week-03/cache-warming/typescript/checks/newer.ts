import { equal, everyInterleaving, ok } from 'codealong/checkkit';
import type { Row, VersionedCache } from '../starter/pkg/cache/versioned-cache';
import { keepsItsPlaces } from './busy';
import { expectLoads, expectReport } from './expect';
import { menu, ranked, rest, Shop, SlowLoads } from './shop';

export async function newerStays(): Promise<void> {
  for (const concurrency of [1, 14])
    for (const [stored, loaded] of [
      [2, 1],
      [10, 9],
      [7, 7],
      [8, 9],
      [0, 100],
      [1, 0],
      [0, 0],
    ] as const)
      await duringTheLoad(stored, loaded, concurrency);
  await keepsItsPlaces('refused', 3);
  await everyInterleaving(async (schedule) => {
    const shop = new Shop(menu(1));
    const [{ id } = { id: '' }] = shop.items;
    const writer = shop.connect(schedule.gate('writer'));
    await schedule.race({
      warming: () =>
        shop.start({ load: turns(shop, () => schedule.turn('warming')) }, schedule.gate('warming')).ended,
      writer: () => writes(shop, writer, id, 2, () => schedule.turn('writer')),
    });
    expectVersion(shop, id, 2, `one writer changes the row to version 2; order: ${schedule.order}`);
  });
  await everyInterleaving(
    async (schedule) => {
      const shop = new Shop(menu(2));
      const ids = ranked(shop.items);
      const writer = (id: string, version: number) => (): Promise<void> => {
        const name = `writer of ${id}`;
        return writes(shop, shop.connect(schedule.gate(name)), id, version, () => schedule.turn(name));
      };
      await schedule.race({
        warming: () =>
          shop.start(
            { concurrency: 2, load: turns(shop, () => schedule.turn('warming')) },
            schedule.gate('warming'),
          ).ended,
        ...Object.fromEntries(ids.map((id) => [`writer of ${id}`, writer(id, 5)])),
      });
      for (const id of ids)
        expectVersion(shop, id, 5, `two items, each is changed to version 5; order: ${schedule.order}`);
    },
    { limit: 30, samples: 40 },
  );
}

/** The row is read at one moment, and the answer arrives at a later one. */
function turns(shop: Shop, turn: () => Promise<void>): (id: string) => Promise<Row> {
  return async (id) => {
    await turn();
    const row = shop.row(id);
    await turn();
    return row;
  };
}

async function writes(
  shop: Shop,
  cache: VersionedCache,
  id: string,
  version: number,
  turn: () => Promise<void>,
): Promise<void> {
  await turn();
  await cache.setIfNewer(shop.change(id, version), 7_000);
}

function expectVersion(shop: Shop, id: string, version: number, input: string): void {
  equal(shop.kept(id)?.row.version, version, {
    message: 'A newer version was in the cache, and an older one has replaced it: version.',
    input,
  });
}

/** Somebody else stores while every load is under way. */
async function duringTheLoad(stored: number, loaded: number, concurrency: number): Promise<void> {
  const shop = new Shop(menu(14));
  const slow = new SlowLoads(shop);
  for (const { id } of shop.items) shop.change(id, loaded);
  const call = shop.start({ load: slow.load, concurrency });
  await rest();
  while (slow.ids.length > 0) {
    for (const id of slow.ids) if (!shop.kept(id)) shop.put({ id, version: stored, cents: 1 }, 7_000);
    await slow.end();
  }
  const isReplaced = loaded > stored;
  const input = `version ${loaded} of each item is loaded; meanwhile version ${stored} is stored by others; concurrency ${concurrency}`;
  expectLoads(shop, ranked(shop.items), 'Not every item is loaded exactly once.', input);
  for (const { id } of shop.items) {
    const { row, ttlMs } = shop.kept(id) ?? {};
    ok(isReplaced ? row?.version === loaded : row?.cents === 1 && ttlMs === 7_000, {
      message: isReplaced
        ? 'The cache had an older version, and it is still there.'
        : 'The cache had the same version or a newer one, and its entry has been replaced.',
      input,
      expected: `version ${Math.max(stored, loaded)}, ${isReplaced ? 'as it was loaded' : 'stored by the others for 7000 ms'}`,
      actual: `version ${row?.version}, for ${ttlMs} ms`,
    });
  }
  await expectReport(call, isReplaced ? { warmed: 14 } : { skipped: 14 }, input);
}
