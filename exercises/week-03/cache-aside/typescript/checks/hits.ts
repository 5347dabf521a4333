import { equal, settle, show, succeeds } from 'codealong/checkkit';
import { ask, expectHit, expectLoad, rest, start } from './expect';
import { Barrier, Shop } from './shop';

const values: readonly unknown[] = [
  0,
  '',
  false,
  [],
  {},
  'null',
  '0',
  '"',
  -1,
  4.5,
  true,
  ' x ',
  [null],
  'Größe ☕ {"v":1}',
  { name: 'Flat white', price: 450, allergens: ['milk'], note: null },
];

export async function hitSkipsTheLoad(): Promise<void> {
  for (const value of values) await storesOnce(value);
  for (const value of await whatIsInTheStore()) await storesOnce(value);
  await manyKeys();
  await answersAreTheCallersOwn();
  await changedAtOnce();
}

/** The texts that the solution keeps in the store, while it loads and afterwards: a value may look like each of them. */
async function whatIsInTheStore(): Promise<readonly unknown[]> {
  const texts = new Set<string>();
  for (const value of [450, null]) {
    const shop = new Shop({ item: value });
    const barrier = new Barrier();
    const load = async (key: string): Promise<unknown> => {
      await barrier.passed;
      return shop.load(key);
    };
    start(() => shop.instance({ load }).get('item'));
    for (let look = 0; look < 2; look++) {
      await rest();
      for (const text of Object.values(shop.store.dump())) texts.add(text);
      barrier.open();
    }
  }
  return [...texts].flatMap((text) => [text, ...parsed(text)]);
}

/** The value that the text stands for, if it is JSON and not `null`. */
function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return value === null ? [] : [value];
  } catch {
    return [];
  }
}

async function storesOnce(value: unknown): Promise<void> {
  const shop = new Shop({ item: value });
  const [cache, other] = [shop.instance(), shop.instance()];
  const input = `the database has ${show(value)}`;
  const first = `${input}; the first get`;
  await expectLoad(shop, cache, 'item', {
    message: 'The first get of a key has to call load once.',
    input: first,
  });
  for (const [who, instance] of [
    ['the second get', cache],
    ['the third get', cache],
    ['a get of another instance', other],
  ] as const) {
    const message = `The value ${show(value)} is in the cache, and get asked the database again.`;
    await expectHit(shop, instance, 'item', value, { message, input: `${input}; ${who}` });
  }
}

async function manyKeys(): Promise<void> {
  const keys = Array.from({ length: 24 }, (_, index) => `item-${index}`);
  const shop = new Shop(Object.fromEntries(keys.map((key, index) => [key, 400 + index])));
  const cache = shop.instance();
  for (const round of [1, 2, 3]) {
    for (const key of keys) {
      const input = `24 keys, each read three times in turn; round ${round}, ${key}`;
      if (round === 1) {
        await expectLoad(shop, cache, key, {
          message: 'The first get of a key has to call load once.',
          input,
        });
      } else {
        const message = 'One of 24 keys was loaded before, and get asked the database again.';
        await expectHit(shop, cache, key, shop.row(key), { message, input });
      }
    }
  }
}

async function answersAreTheCallersOwn(): Promise<void> {
  const shop = new Shop({ latte: { price: 450 } });
  const cache = shop.instance();
  for (const round of [1, 2, 3]) {
    const input = `get number ${round}; the caller of each one before changed the price in its answer`;
    const { value } = await ask(shop, cache, 'latte', input);
    equal(
      value,
      { price: 450 },
      { message: 'A caller changed its answer, and a later answer changed with it.', input },
    );
    Object.assign(value as object, { price: 1 });
  }
}

/** The store is slow, so a `get` that does not wait for its fill has answered before the fill is carried out. */
async function changedAtOnce(): Promise<void> {
  const shop = new Shop({ latte: { price: 450 } });
  const cache = shop.instance({}, { before: () => settle() });
  for (const round of [1, 2, 3]) {
    const input = `each request to the cache takes a moment; get number ${round}; the caller of each one before changed the price in its answer at once`;
    const taken = cache.get('latte').then((value) => {
      const copy = structuredClone(value);
      Object.assign(value as object, { price: 1 });
      return copy;
    });
    const seen = await succeeds(() => taken, { message: 'get rejects, and load does not.', input });
    const message = 'A caller changed its answer, and a later answer changed with it.';
    equal(seen, { price: 450 }, { message, input });
    await rest();
  }
}
