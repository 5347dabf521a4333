import { describeError, equal, fail, settle, show, succeeds } from 'codealong/checkkit';
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
  '2026-11-30T10:00:00.000Z',
  { since: '2026-11-30T10:00:00.000Z' },
  JSON.parse('{"__proto__":{"price":1},"price":450}'),
  Array.from({ length: 1_000 }, (_, index) => ({ name: `Item ${index}`, price: 400 + index })),
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

/** The value that the text stands for, if it is JSON, and all that is in it. */
function parsed(text: string): readonly unknown[] {
  try {
    return partsOf(JSON.parse(text));
  } catch {
    return [];
  }
}

/** The value and its parts, the names of members included. `null` is no value. */
function partsOf(value: unknown): readonly unknown[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [value];
  return [value, ...Object.keys(value), ...Object.values(value).flatMap(partsOf)];
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
  const shop = new Shop({ latte: drink });
  const cache = shop.instance();
  for (const round of [1, 2, 3]) {
    const input = `get number ${round}; the caller of each one before changed its answer`;
    const { value } = await ask(shop, cache, 'latte', input);
    equal(value, drink, {
      message: 'A caller changed its answer, and a later answer changed with it.',
      input,
    });
    change(value, input);
  }
}

const drink = { price: 450, sizes: [{ ml: 240 }, { ml: 350 }] };

/** What a caller does to its answer: to what it holds at once, and to what lies deeper. */
function change(value: unknown, input: string): void {
  try {
    const answer = value as typeof drink;
    for (const size of answer.sizes) size.ml = 1;
    answer.sizes.pop();
    answer.price = 1;
  } catch (error) {
    fail({
      message: "An answer is its caller's own, and its caller can't change it.",
      input,
      expected: 'the caller changes its answer',
      actual: describeError(error),
    });
  }
}

/** The store is slow, so a `get` that does not wait for its fill has answered before the fill is carried out. */
async function changedAtOnce(): Promise<void> {
  const shop = new Shop({ latte: drink });
  const cache = shop.instance({}, { before: () => settle() });
  for (const round of [1, 2, 3]) {
    const input = `each request to the cache takes a moment; get number ${round}; the caller of each one before changed its answer at once`;
    const taken = cache.get('latte').then((value) => {
      const copy = structuredClone(value);
      change(value, input);
      return copy;
    });
    const seen = await succeeds(() => taken, { message: 'get rejects, and load does not.', input });
    const message = 'A caller changed its answer, and a later answer changed with it.';
    equal(seen, drink, { message, input });
    await rest();
  }
}
