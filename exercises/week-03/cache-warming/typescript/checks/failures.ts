import { equal, type Gate } from 'codealong/checkkit';
import { expectKept, expectLoads, expectRejected, expectReport } from './expect';
import { menu, ranked, rest, Shop, SlowLoads, type Options } from './shop';

const failing = ['load', 'load, by a throw', 'get', 'setIfNewer'] as const;

export async function tellsWhatFailed(): Promise<void> {
  const all = Array.from({ length: 14 }, (_, place) => place);
  for (const what of failing)
    for (const places of [[0], [6], [13], [3, 4, 5, 9, 10], all])
      for (const concurrency of [1, 4]) await someFail(what, places, concurrency);
  for (const how of ['rejects', 'throws'] as const)
    for (const signal of [undefined, new AbortController().signal]) await popularFails(how, signal);
  await failedOnesLeaveTheirPlace();
}

/** The second call finds everything well: what failed is warmed, and the rest is there. */
async function someFail(
  what: (typeof failing)[number],
  places: readonly number[],
  concurrency: number,
): Promise<void> {
  const shop = new Shop(menu(14));
  const ids = ranked(shop.items);
  const broken = new Map(
    ids.filter((_, place) => places.includes(place)).map((id) => [id, `no answer about ${id}`]),
  );
  const input = `14 popular items, concurrency ${concurrency}; ${what} fails for ${broken.size} of them, the first is in place ${Number(places[0]) + 1} by reads`;
  await expectReport(
    shop.start({ ...loadThatFails(shop, what, broken), concurrency }, requestsThatFail(what, broken)),
    { warmed: 14 - broken.size, failed: broken },
    input,
  );
  const fine = ids.filter((id) => !broken.has(id));
  expectKept(shop, fine, 'What is in the cache are not the items that did not fail.', input);
  if (what !== 'get') expectLoads(shop, ids, 'Not every item is loaded exactly once.', input);
  const again = `${input}; then nothing fails, and warmCache is called again`;
  await expectReport(shop.start({ concurrency }), { warmed: broken.size, skipped: fine.length }, again);
}

function loadThatFails(shop: Shop, what: string, broken: ReadonlyMap<string, string>): Options {
  if (!what.startsWith('load')) return {};
  const isThrown = what !== 'load';
  return {
    load: (id) => {
      const message = broken.get(id);
      if (message === undefined) return shop.load(id);
      if (isThrown) throw new Error(message);
      return Promise.reject(new Error(message));
    },
  };
}

/** Stage 1 may store with `set`. */
function requestsThatFail(what: string, broken: ReadonlyMap<string, string>): Gate {
  const names = what === 'setIfNewer' ? ['set', 'setIfNewer'] : [what];
  return {
    before({ name, keys: [id = ''] }) {
      const message = broken.get(id);
      if (message !== undefined && names.includes(name)) throw new Error(message);
    },
  };
}

async function popularFails(how: 'rejects' | 'throws', signal?: AbortSignal): Promise<void> {
  const shop = new Shop();
  const error = new Error('too many connections');
  const popular = (): Promise<never> => {
    if (how === 'throws') throw error;
    return Promise.reject(error);
  };
  const call = shop.start({ popular, ...(signal && { signal }) });
  await rest();
  const input = `popular ${how}; ${signal ? 'a signal that does not abort' : 'no signal'}`;
  expectRejected(call, error, 'popular fails, and warmCache does not reject with its error.', input);
  equal(shop.popularCalls, 1, { message: 'popular is not called exactly once.', input });
  expectLoads(shop, [], 'popular failed, and something is loaded.', input);
}

async function failedOnesLeaveTheirPlace(): Promise<void> {
  const shop = new Shop(menu(14));
  const slow = new SlowLoads(shop);
  const call = shop.start({ load: slow.load, concurrency: 3 });
  await rest();
  const broken = new Map<string, string>();
  const input = '14 popular items, concurrency 3; every second load fails';
  for (let ended = 0; ended < 14; ended++) {
    const message = 'Loads that have failed do not make room for the next: loads that are under way.';
    equal(slow.ids.length, Math.min(3, 14 - ended), { message, input: `${input}; ${ended} have ended` });
    const [id = ''] = slow.ids;
    if (ended % 2 === 0) broken.set(id, 'connection reset');
    await slow.end(0, ended % 2 === 0 ? new Error('connection reset') : undefined);
  }
  await expectReport(call, { warmed: 7, failed: broken }, input);
}
