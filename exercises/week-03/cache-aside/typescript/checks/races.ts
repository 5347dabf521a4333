import { equal, everyInterleaving, succeeds, type Schedule } from 'codealong/checkkit';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Shop, type Cache } from './shop';

/** Whose call it is that asks the store or the database for something, also within one instance. */
const party = new AsyncLocalStorage<string>();

const readers = ['R', 'S', 'T'];
const prices: Readonly<Record<string, number>> = { W: 500, X: 550 };

interface Race {
  /** Who takes part: `R`, `S` and `T` read, `W` saves 500 and `X` saves 550. */
  readonly parties: string;
  readonly before: unknown;
  /** Whether all of them call one instance. */
  readonly shared?: boolean;
}

/** All have one key in mind. Afterwards a `get` of a new instance has to answer what the database has. */
export async function inEveryOrder(race: Race, limit = 2_000, samples = 200): Promise<void> {
  await everyInterleaving((schedule) => oneOrder(schedule, race), { limit, samples });
}

async function oneOrder(schedule: Schedule, { parties, before, shared = false }: Race): Promise<void> {
  const shop = new Shop({ latte: before });
  const common = instanceIn(shop, schedule);
  const calls = [...parties].map((name) => {
    const cache = shared ? common : instanceIn(shop, schedule);
    return [name, () => party.run(name, () => callOf(name, cache))] as const;
  });
  await schedule.race(Object.fromEntries(calls));
  const input = `${describe(parties, before, shared)}; order of loads, saves and requests to the cache: ${schedule.order}`;
  const rejected = { message: 'get rejects, and load does not.', input };
  const answer = await succeeds(() => shop.instance().get('latte'), rejected);
  equal(answer, shop.row('latte'), { message: 'An old value is in the cache after the update.', input });
}

function callOf(name: string, cache: Cache): Promise<unknown> {
  return readers.includes(name) ? cache.get('latte') : cache.update('latte', prices[name]);
}

/** Each load, each save and each request to the store waits for its turn. */
function instanceIn(shop: Shop, schedule: Schedule): Cache {
  const turn = (): Promise<void> => schedule.turn(party.getStore() ?? 'somebody');
  const load = async (key: string): Promise<unknown> => {
    await turn();
    return shop.load(key);
  };
  const save = async (key: string, value: unknown): Promise<void> => {
    await turn();
    await shop.save(key, value);
  };
  return shop.instance({ load, save }, { before: turn });
}

function describe(parties: string, before: unknown, shared: boolean): string {
  const each = [...parties].map((name) =>
    readers.includes(name) ? `${name} reads` : `${name} saves ${prices[name] ?? ''}`,
  );
  return `the database has ${String(before)}; ${each.join(', ')}, ${shared ? 'all in one instance' : 'each in its own instance'}`;
}
