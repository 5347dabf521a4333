import { equal, everyInterleaving, succeeds, type Schedule } from 'codealong/checkkit';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Barrier, Shop, type Cache } from './shop';

/** Whose call it is that asks the store or the database for something, where all calls are made on one instance. */
const party = new AsyncLocalStorage<string>();

const readers = ['R', 'S', 'T'];
const formerOf: Readonly<Record<string, string>> = { S: 'R', T: 'S', X: 'W' };
const prices: Readonly<Record<string, number>> = { W: 500, X: 550 };

interface Race {
  /** Who takes part: `R`, `S` and `T` read, `W` saves 500 and `X` saves 550. */
  readonly parties: string;
  readonly before: unknown;
  /** Whether all of them call one instance. */
  readonly shared?: boolean;
  /**
   * Whether of two readers, and of two writers, the first one begins first. They do the same, each in its own instance: an order
   * in which the other one begins is another name for one of these.
   */
  readonly inTurn?: boolean;
}

/** All have one key in mind. Afterwards a `get` of a new instance has to answer what the database has. */
export async function inEveryOrder(race: Race, limit = 2_000, samples = 200): Promise<void> {
  await everyInterleaving((schedule) => oneOrder(schedule, race), { limit, samples });
  // From its first use on it slows down every promise of the process.
  if (race.shared) party.disable();
}

async function oneOrder(
  schedule: Schedule,
  { parties, before, shared = false, inTurn = false }: Race,
): Promise<void> {
  const shop = new Shop({ latte: before });
  const steps: string[] = [];
  const common = instanceIn(shop, schedule, steps);
  const begun = new Map([...parties].map((name) => [name, new Barrier()]));
  const calls = [...parties].map((name) => {
    if (shared) return [name, () => party.run(name, () => callOf(name, common))] as const;
    const begins = (): void => begun.get(name)?.open();
    const own = instanceIn(shop, schedule, steps, name, begins);
    const former = inTurn ? begun.get(formerOf[name] ?? '') : undefined;
    const call = async (): Promise<unknown> => {
      await former?.passed;
      try {
        return await callOf(name, own);
      } finally {
        begins();
      }
    };
    return [name, call] as const;
  });
  await schedule.race(Object.fromEntries(calls));
  const input = `${describe(parties, before, shared)}; what they did, in this order: ${steps.join(', ')}`;
  const rejected = { message: 'get rejects, and load does not.', input };
  const answer = await succeeds(() => shop.instance().get('latte'), rejected);
  equal(answer, shop.row('latte'), { message: 'An old value is in the cache after the update.', input });
}

function callOf(name: string, cache: Cache): Promise<unknown> {
  return readers.includes(name) ? cache.get('latte') : cache.update('latte', prices[name]);
}

/** Each load, each save and each request to the store waits for its turn. */
function instanceIn(
  shop: Shop,
  schedule: Schedule,
  steps: string[],
  owner?: string,
  onTurn = (): void => undefined,
): Cache {
  const turn = async (step: string): Promise<void> => {
    const client = owner ?? party.getStore() ?? 'somebody';
    await schedule.turn(client);
    steps.push(`${client} ${step}`);
    onTurn();
  };
  const load = async (key: string): Promise<unknown> => {
    await turn('load');
    return shop.load(key);
  };
  const save = async (key: string, value: unknown): Promise<void> => {
    await turn('save');
    await shop.save(key, value);
  };
  return shop.instance({ load, save }, { before: ({ name }) => turn(name) });
}

function describe(parties: string, before: unknown, shared: boolean): string {
  const each = [...parties].map((name) =>
    readers.includes(name) ? `${name} reads` : `${name} saves ${prices[name] ?? ''}`,
  );
  return `the database has ${String(before)}; ${each.join(', ')}, ${shared ? 'all in one instance' : 'each in its own instance'}`;
}
