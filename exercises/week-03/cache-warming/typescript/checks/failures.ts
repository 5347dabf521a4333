import { equal, type Gate } from 'codealong/checkkit';
import { keepsItsPlaces } from './busy';
import { expectKept, expectLoads, expectRejected, expectReport } from './expect';
import { menu, ranked, rest, Shop, type Options } from './shop';

const failing = ['load', 'load, by a throw', 'get', 'setIfNewer'] as const;

export async function tellsWhatFailed(): Promise<void> {
  const all = Array.from({ length: 14 }, (_, place) => place);
  for (const what of failing)
    for (const places of [[0], [6], [13], [3, 4, 5, 9, 10], all])
      for (const concurrency of [1, 4]) await someFail(what, places, concurrency, 'each time');
  for (const what of failing) await someFail(what, [3, 4, 5, 9, 10], 4, 'the first time');
  for (const how of ['rejects', 'throws'] as const)
    for (const signal of [undefined, new AbortController().signal]) await popularFails(how, signal);
  for (const concurrency of [1, 7]) await allOfManyFail(concurrency);
  for (const kind of ['load', 'get', 'store'] as const)
    for (const concurrency of [1, 3]) await keepsItsPlaces(kind, concurrency);
}

/** The second call finds everything well: what failed is warmed, and the rest is there. */
async function someFail(
  what: (typeof failing)[number],
  places: readonly number[],
  concurrency: number,
  when: 'each time' | 'the first time',
): Promise<void> {
  const shop = new Shop(menu(14));
  const ids = ranked(shop.items);
  const broken = new Map(
    ids.filter((_, place) => places.includes(place)).map((id, number) => [id, messageOf(id, number)]),
  );
  const fails = errorsFor(broken, when);
  const input = `14 popular items, concurrency ${concurrency}; ${what} fails ${when} for ${broken.size} of them, the first is in place ${Number(places[0]) + 1} by reads`;
  await expectReport(
    shop.start({ ...loadThatFails(shop, what, fails), concurrency }, requestsThatFail(what, fails)),
    { warmed: 14 - broken.size, failed: broken },
    input,
  );
  const fine = ids.filter((id) => !broken.has(id));
  expectKept(shop, fine, 'What is in the cache are not the items that did not fail.', input);
  if (what !== 'get') expectLoads(shop, ids, 'Not every item is loaded exactly once.', input);
  const again = `${input}; then nothing fails, and warmCache is called again`;
  await expectReport(shop.start({ concurrency }), { warmed: broken.size, skipped: fine.length }, again);
}

/** Short, long with two lines, or empty: what a driver throws. */
function messageOf(id: string, number: number): string {
  const [short, long] = [
    `No answer about ${id}`,
    `while waiting for a connection of the pool, ${'menu '.repeat(30)}`,
  ];
  return [short, `${short}\n${long}${id}`, ''][number % 3] ?? short;
}

type Errors = (id: string) => Error | undefined;

function errorsFor(broken: ReadonlyMap<string, string>, when: 'each time' | 'the first time'): Errors {
  const left = new Map(broken);
  return (id) => {
    const message = left.get(id);
    if (when === 'the first time') left.delete(id);
    return message === undefined ? undefined : new Error(message);
  };
}

function loadThatFails(shop: Shop, what: string, fails: Errors): Options {
  if (!what.startsWith('load')) return {};
  const isThrown = what !== 'load';
  return {
    load: (id) => {
      const error = fails(id);
      if (!error) return shop.load(id);
      if (isThrown) throw error;
      return Promise.reject(error);
    },
  };
}

/** Stage 1 may store with `set`. */
function requestsThatFail(what: string, fails: Errors): Gate {
  const names = what === 'setIfNewer' ? ['set', 'setIfNewer'] : [what];
  return {
    before({ name, keys: [id = ''] }) {
      const error = names.includes(name) ? fails(id) : undefined;
      if (error) throw error;
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

/** More than anybody would give up after. */
async function allOfManyFail(concurrency: number): Promise<void> {
  const shop = new Shop(menu(300));
  const failed = new Map(shop.items.map(({ id }) => [id, 'too many connections']));
  const load = (): Promise<never> => Promise.reject(new Error('too many connections'));
  const input = `300 popular items, concurrency ${concurrency}; load fails for each`;
  await expectReport(shop.start({ load, concurrency }), { failed }, input);
  expectLoads(shop, ranked(shop.items), 'Not every item is loaded exactly once.', input);
}
