import { connectionReset, equal, ok, show, type Gate, type Operation } from 'codealong/checkkit';
import { ask, expectAnswered, expectLoads, rest, start, update } from './expect';
import { inEveryOrder } from './races';
import { Barrier, Shop, type Cache, type Options } from './shop';

const stale = 'An old value is in the cache after the update.';

/** Ids that differ, and only by what one could take for no difference. */
const alikeIds: readonly ((n: number) => string)[] = [
  (n) => [...'abcdefgh'].map((letter, bit) => ((n >> bit) & 1 ? letter.toUpperCase() : letter)).join(''),
  (n) => `${'0'.repeat(n)}1`,
  (n) => `${' '.repeat(n)}1`,
  (n) => `01JDXW6Z4M0000000000000000000000000000000000${n}`,
  (n) => `${n}-4M0000000000000000000000000000000000000000`,
];

export async function lateFillIsRefused(): Promise<void> {
  for (const before of [450, null, 0]) await inEveryOrder({ parties: 'RW', before });
  await inEveryOrder({ parties: 'WX', before: 450, inTurn: true });
  for (const before of [450, null, 0]) {
    for (const ms of [0, 1_999, 2_000, 2_001, 60_000, 299_999, 3_600_000]) await oneLoadTakes(ms, before);
    for (const expired of [1, 2, 5]) await newerEntriesExpire(expired, before);
    await newerEntryIsThere(before);
    await secondGetInTheSameInstance(before);
  }
  for (const step of [1, 2, 3, 4, 5, 6])
    for (const moment of ['before', 'after'] as const)
      for (const failures of [1, 2]) await readerInTrouble(450, { step, moment, failures });
  for (const idOf of alikeIds) await secondGetInTheSameInstance(450, idOf);
  await manyUpdates();
  await inEveryOrder({ parties: 'RSTWX', before: 450 }, 1, 80);
  await inEveryOrder({ parties: 'RWX', before: 450, inTurn: true }, 250, 100);
  await inEveryOrder({ parties: 'RWX', before: null, inTurn: true }, 20, 60);
  await inEveryOrder({ parties: 'RSW', before: 450, inTurn: true }, 1_000, 100);
  await inEveryOrder({ parties: 'RSTWX', before: 450, shared: true }, 1, 60);
}

/** Another instance updates while the load is under way, and nobody reads until it ends. */
async function oneLoadTakes(ms: number, before: unknown): Promise<void> {
  const shop = new Shop({ latte: before });
  const input = `load of A reads ${show(before)} and takes ${ms} ms; meanwhile B updates to 500`;
  const reader = await slowReader(shop);
  await update(shop, shop.instance(), 'latte', 500, input);
  await shop.clock.advance(ms);
  await reader.goOn(before, input);
  await expectNew(shop, input);
}

/** After the update others read, and what they store expires, several times. */
async function newerEntriesExpire(expired: number, before: unknown): Promise<void> {
  const shop = new Shop({ latte: before });
  const input = `load of A reads ${show(before)} and takes long; B updates to 500; others read, and that entry expires, ${expired} times; then the load of A ends`;
  const reader = await slowReader(shop);
  await update(shop, shop.instance(), 'latte', 500, input);
  for (let time = 0; time < expired; time++) {
    await expectNew(shop, input);
    await shop.clock.advance(300_000);
  }
  await reader.goOn(before, input);
  await expectNew(shop, input);
}

/** Others have stored the new value when the load ends. Its caller gets what was loaded all the same. */
async function newerEntryIsThere(before: unknown): Promise<void> {
  const shop = new Shop({ latte: before });
  const input = `load of A reads ${show(before)} and takes long; B updates to 500; another one reads and stores that; then the load of A ends`;
  const reader = await slowReader(shop);
  await update(shop, shop.instance(), 'latte', 500, input);
  await expectNew(shop, input);
  await reader.goOn(before, input);
  await expectNew(shop, input);
}

/** The update falls between two `get`s of one instance, and the second one is still loading when the first one's load ends. */
async function secondGetInTheSameInstance(before: unknown, idOf?: (n: number) => string): Promise<void> {
  const shop = new Shop({ latte: before });
  const ids = idOf ? `; newId answers ${show(idOf(1))}, ${show(idOf(2))}, …` : '';
  const input = `get of A loads ${show(before)}; B updates to 500; a second get of A loads; then the load of the first get ends${ids}`;
  let drawn = 0;
  const first = await slowReader(shop, idOf && { newId: () => idOf(++drawn) });
  await update(shop, shop.instance(), 'latte', 500, input);
  const second = await first.another();
  await first.goOn(before, input);
  await expectNew(shop, input);
  await second.goOn(500, `${input}, then that of the second`);
  await expectNew(shop, input);
}

/** The cache fails the reader, and does not fail the update that comes while it loads. */
async function readerInTrouble(
  before: unknown,
  { step, moment, failures }: { step: number; moment: 'before' | 'after'; failures: number },
): Promise<void> {
  const shop = new Shop({ latte: before });
  const strike = ({ number }: Operation): void => {
    if (number >= step && number < step + failures) throw connectionReset();
  };
  const which = failures === 1 ? `request ${step}` : `requests ${step} and ${step + 1}`;
  const how = moment === 'before' ? 'rejects' : 'is carried out, and rejects';
  const input = `get of A loads ${show(before)}; of its requests to the cache, ${which} ${how}; meanwhile B updates to 500; then the load of A ends`;
  const reader = await slowReader(shop, {}, { [moment]: strike });
  await update(shop, shop.instance(), 'latte', 500, input);
  await reader.goOn(before, input);
  await expectNew(shop, input);
}

/** Two updates in each round, the second one while a load is under way: it is the second, the fourth … and the twentieth. */
async function manyUpdates(): Promise<void> {
  const shop = new Shop({ latte: 450 });
  for (let round = 1; round <= 10; round++) {
    const input = `B has updated ${2 * round - 2} times; B updates to 450; load of A reads that; meanwhile B updates to 500; then the load of A ends`;
    await update(shop, shop.instance(), 'latte', 450, input);
    const reader = await slowReader(shop);
    await update(shop, shop.instance(), 'latte', 500, input);
    await reader.goOn(450, input);
    await expectNew(shop, input);
  }
}

interface SlowReader {
  /** Lets its load end. Its caller has to get what was loaded. */
  goOn(expected: unknown, input: string): Promise<void>;
  /** A second slow `get` in the same instance. */
  another(): Promise<SlowReader>;
}

/** A `get` whose load has read the database and has not come back yet. */
async function slowReader(shop: Shop, given: Partial<Options> = {}, gate: Gate = {}): Promise<SlowReader> {
  const barriers: Barrier[] = [];
  const load = async (key: string): Promise<unknown> => {
    const value = await shop.load(key);
    const barrier = new Barrier();
    barriers.push(barrier);
    await barrier.passed;
    return value;
  };
  return begin(shop.instance({ ...given, load }, gate), barriers);
}

async function begin(cache: Cache, barriers: Barrier[]): Promise<SlowReader> {
  const number = barriers.length;
  const reading = start(() => cache.get('latte'));
  await rest();
  const goOn = async (expected: unknown, input: string): Promise<void> => {
    ok(reading.state === 'pending' && barriers[number], {
      message: 'Each get that misses has to make its own load.',
      input,
      expected: 'the get of A waits for its load',
      actual: reading.state === 'pending' ? 'it waits, and has not called load' : `it is ${reading.state}`,
    });
    const loads = barriers.length;
    barriers[number].open();
    await rest();
    const again = 'The load of a get has ended, and the get loads once more.';
    if (barriers.length > loads) expectLoads(2, 1, { message: again, input });
    const message = 'The load of a get has ended, and the get does not answer what it loaded.';
    expectAnswered(reading, expected, { message, input });
  };
  return { goOn, another: () => begin(cache, barriers) };
}

async function expectNew(shop: Shop, input: string): Promise<void> {
  const { value } = await ask(shop, shop.instance(), 'latte', `${input}; then get of a new instance`);
  equal(value, 500, { message: stale, input: `${input}; then get of a new instance` });
}
