import { describeError, equal, ok, outcomeOf, show } from 'codealong/checkkit';
import { ask, times } from './expect';
import { Shop } from './shop';

const item = { name: 'Flat white', price: 450, sizes: [240, 350] };

const damages: readonly { readonly name: string; readonly change: (text: string) => string }[] = [
  { name: 'cut off in the middle', change: (text) => text.slice(0, Math.floor(text.length / 2)) },
  { name: 'without its last character', change: (text) => text.slice(0, -1) },
  { name: 'cut off to nothing', change: () => '' },
  { name: 'replaced by {"broken', change: () => '{"broken' },
  { name: 'followed by }', change: (text) => `${text}}` },
];

export async function damagedEntryIsAMiss(): Promise<void> {
  const shop = await filled();
  for (const key of Object.keys(shop.store.dump())) {
    for (const damage of damages) await damaged(key, damage);
  }
}

async function filled(): Promise<Shop> {
  const shop = new Shop({ latte: item });
  await ask(shop, shop.instance(), 'latte', 'the first get');
  return shop;
}

async function damaged(key: string, { name, change }: (typeof damages)[number]): Promise<void> {
  const shop = await filled();
  const kv = shop.store.connect();
  const text = await kv.get(key);
  if (text === null) return;
  const px = await kv.pttl(key);
  await kv.set(key, change(text), px > 0 ? { px } : {});
  const cache = shop.instance();
  const before = shop.loads.length;
  const input = `the text at '${key}' in the cache is ${name}`;
  for (const round of [1, 2, 3]) {
    const outcome = await outcomeOf(() => cache.get('latte'));
    ok(outcome.status === 'returned', {
      message: 'A damaged entry makes get fail.',
      input: `${input}; get number ${round}`,
      expected: `get answers ${show(item)}`,
      actual: outcome.status === 'threw' ? `it rejected with ${describeError(outcome.error)}` : '',
    });
    equal(outcome.value, item, {
      message: 'A damaged entry makes get answer something else than load.',
      input,
    });
  }
  const loads = shop.loads.length - before;
  ok(loads <= 2, {
    message: 'A damaged entry is loaded at every get: it is never replaced.',
    input: `${input}; three get`,
    expected: 'load is called twice at most',
    actual: `it was called ${times(loads)}`,
  });
}
