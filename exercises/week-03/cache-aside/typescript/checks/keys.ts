import { fail } from 'codealong/checkkit';
import { expectAnswered, expectHit, expectLoad, rest, start } from './expect';
import { Barrier, Shop, type Cache } from './shop';

const named = [
  'a',
  ' a',
  'a ',
  'A',
  'a:b',
  'a/b',
  'a+b',
  'a b',
  'a%25',
  'a%',
  '__proto__',
  'constructor',
  '{a}',
  '\u00e9',
  'e\u0301',
  'Aa',
  'BB',
  'lease:a',
  'a:lease',
  `${'a'.repeat(300)}1`,
  `${'a'.repeat(300)}2`,
];

export async function keysDoNotMeet(): Promise<void> {
  const keys = [...new Set([...named, ...(await keysUsedFor('a'))])];
  await filledInTurn(keys);
  await filledInTurn([...keys].reverse());
  for (const key of keys) await oneIsUpdated(keys, key);
  for (const key of keys) await oneIsLoading(keys, key);
}

/** Every key of the store that the solution uses for this one: while it loads, with its entry, after an update. */
async function keysUsedFor(key: string): Promise<readonly string[]> {
  const shop = shopWith([key]);
  const barrier = new Barrier();
  const cache = instanceOf(shop, { [key]: barrier });
  const used = new Set<string>();
  const look = async (): Promise<void> => {
    await rest();
    for (const found of Object.keys(shop.store.dump())) used.add(found);
  };
  start(() => cache.get(key));
  await look();
  barrier.open();
  await look();
  start(() => cache.update(key, 'new'));
  await look();
  return [...used].filter((found) => found !== '');
}

async function filledBoth(one: string, other: string): Promise<void> {
  const shop = shopWith([one, other]);
  const cache = instanceOf(shop);
  const input = (last: string): string => `get(${name(one)}), then get(${name(other)})${last}`;
  const first = 'The first get of a key has to call load once.';
  await expectLoad(shop, cache, one, { message: first, input: `get(${name(one)})` });
  const meets = 'A key is not loaded, although only another one was read.';
  await expectLoad(shop, cache, other, { message: meets, input: input('') });
  for (const key of [one, other]) {
    const message = 'A key was loaded, then another one was, and now get asks the database again.';
    const told = { message, input: input(`, then get(${name(key)}) again`) };
    await expectHit(shop, cache, key, shop.row(key), told);
  }
}

async function filledInTurn(keys: readonly string[]): Promise<void> {
  const shop = shopWith(keys);
  const cache = instanceOf(shop);
  for (const [index, key] of keys.entries()) {
    const before = shop.loads.length;
    const value = await cache.get(key);
    if (shop.loads.length === before + 1 && value === shop.row(key)) continue;
    // Which of the keys before it is it that this one meets?
    for (const other of keys.slice(0, index)) await filledBoth(other, key);
    fail({
      message: 'A key is not loaded, although only others were read.',
      input: `${keys.slice(0, index).map(name).join(', ')} are read one after the other, then ${name(key)}`,
    });
  }
  for (const key of keys) {
    const message = 'A key was loaded, then others were, and now get asks the database again.';
    const input = `${keys.map(name).join(', ')} are read one after the other, then ${name(key)} again`;
    await expectHit(shop, cache, key, shop.row(key), { message, input });
  }
}

async function oneIsUpdated(keys: readonly string[], updated: string): Promise<void> {
  const shop = shopWith(keys);
  const cache = instanceOf(shop);
  for (const key of keys) await cache.get(key);
  await cache.update(updated, 'new');
  for (const key of keys) {
    if (key === updated) continue;
    const message = 'An update of one key took the entry of another one away.';
    const input = `all keys are in the cache; update(${name(updated)}), then get(${name(key)})`;
    await expectHit(shop, cache, key, `the value of ${key}`, { message, input });
  }
  const input = `all keys are in the cache; update(${name(updated)}), then get(${name(updated)})`;
  await expectLoad(shop, cache, updated, {
    message: 'update resolved, and the next get did not call load once.',
    input,
  });
}

async function oneIsLoading(keys: readonly string[], slow: string): Promise<void> {
  const shop = shopWith(keys);
  const barrier = new Barrier();
  const cache = instanceOf(shop, { [slow]: barrier });
  const reading = start(() => cache.get(slow));
  await rest();
  for (const key of keys) {
    if (key === slow) continue;
    const input = `${name(slow)} is being loaded; get(${name(key)})`;
    await expectLoad(shop, cache, key, {
      message: 'A key is not loaded, although only another one is under way.',
      input,
    });
    const message = 'While another key is being loaded, get does not store what it loads.';
    await expectHit(shop, cache, key, shop.row(key), { message, input: `${input} twice` });
  }
  for (const key of keys) if (key !== slow) await cache.update(key, 'new');
  barrier.open();
  await rest();
  const message = 'A get whose load has ended does not answer what it loaded.';
  const input = `${name(slow)} is being loaded; all others are read, then updated; then its load ends`;
  expectAnswered(reading, shop.row(slow), { message, input });
  await expectHit(shop, cache, slow, shop.row(slow), {
    message: 'While a key was being loaded, others were read and updated, and what was loaded is not stored.',
    input: `${input}; get(${name(slow)}) again`,
  });
}

function shopWith(keys: readonly string[]): Shop {
  const shop = new Shop();
  for (const key of keys) shop.put(key, `the value of ${key}`);
  return shop;
}

/** Ids are digits here, which are a JSON text as well. */
function instanceOf(shop: Shop, barriers: Readonly<Record<string, Barrier>> = {}): Cache {
  let ids = 0;
  return shop.instance({
    newId: () => String(++ids),
    load: async (key) => {
      const value = await shop.load(key);
      if (Object.hasOwn(barriers, key)) await barriers[key]?.passed;
      return value;
    },
  });
}

/** The key as it is printed: what looks alike is told apart, and what is long is cut. */
function name(key: string): string {
  const text = JSON.stringify(key).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > 60 ? `${text.slice(0, 10)} … ${text.slice(-10)} (${key.length} characters)` : text;
}
