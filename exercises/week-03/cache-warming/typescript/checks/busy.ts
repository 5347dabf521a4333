import { equal, type Gate } from 'codealong/checkkit';
import { expectIds, expectLoads, expectReport, expectRunning } from './expect';
import { menu, ranked, rest, Shop, SlowLoads } from './shop';

/** What two of three items meet, and in what each of them ends. */
const kinds = {
  cached: { says: 'are in the cache', isLoaded: false, end: 'skipped' },
  locked: { says: 'are locked by another instance', isLoaded: false, end: 'skipped' },
  refused: { says: 'get a newer version while they are loaded', isLoaded: true, end: 'skipped' },
  load: { says: 'have a load that fails', isLoaded: true, end: 'failed' },
  get: { says: 'have a get that fails', isLoaded: false, end: 'failed' },
  lock: { says: 'have a lock that fails', isLoaded: false, end: 'failed' },
  store: { says: 'have a setIfNewer that fails', isLoaded: true, end: 'failed' },
  unlock: { says: 'have a lock that cannot be given back', isLoaded: true, end: 'warmed' },
} as const;

export type Kind = keyof typeof kinds;

/**
 * However an item ends, its place is free for the next one, once, and it counts for the budget. The last item of the budget is
 * loaded and stored.
 */
export async function keepsItsPlaces(kind: Kind, concurrency: number, areLocksJudged = false): Promise<void> {
  const shop = new Shop(menu(34));
  const slow = new SlowLoads(shop);
  const ids = ranked(shop.items).slice(0, 30);
  const met = ids.filter((_, place) => place % 3 !== 2);
  const { says, isLoaded, end } = kinds[kind];
  const theirs = {};
  for (const id of met) {
    if (kind === 'cached') shop.put(shop.row(id), 7_000);
    if (kind === 'locked') shop.locks.set(id, theirs);
  }
  const call = shop.start({ load: slow.load, concurrency, budget: 30 }, failing(kind, met));
  await rest();
  const input = `34 popular items, budget 30, concurrency ${concurrency}; 20 of the 30 ${says}`;
  const loaded = isLoaded ? ids : ids.filter((id) => !met.includes(id));
  for (let left = loaded.length; left > 0; left--) {
    const ended = `${input}; loads that have ended: ${loaded.length - left}`;
    expectRunning(slow, Math.min(concurrency, left), ended);
    const [id = ''] = slow.ids;
    if (kind === 'refused' && met.includes(id)) shop.put({ id, version: 9, cents: 1 }, 7_000);
    await slow.end(0, kind === 'load' && met.includes(id) ? new Error(reset) : undefined);
  }
  expectLoads(shop, loaded, 'What is loaded is not what has to be, each item once.', input);
  const failed = new Map(end === 'failed' ? met.map((id) => [id, reset]) : []);
  const counts = { warmed: end === 'warmed' ? 30 : 10, skipped: end === 'skipped' ? 20 : 0 };
  await expectReport(call, { ...counts, failed }, input);
  equal(shop.popularCalls, 1, { message: 'popular is not called exactly once.', input });
  if (!areLocksJudged || kind === 'unlock') return;
  const message =
    'The call has ended, and the locks that are held are not those of the other instance alone.';
  expectIds([...shop.locks.keys()], kind === 'locked' ? met : [], message, input);
}

const reset = 'connection reset';

/** Stage 1 may store with `set`. */
function failing(kind: Kind, ids: readonly string[]): Gate {
  const names = kind === 'store' ? ['set', 'setIfNewer'] : [kind];
  return {
    before({ name, keys: [id = ''] }) {
      if (names.includes(name) && ids.includes(id)) throw new Error(reset);
    },
  };
}
