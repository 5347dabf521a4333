import { equal } from 'codealong/checkkit';
import { collidingNames } from './colliding-names';
import { accepted, idsOf, logOf, paid, placed, refused, save, saveCall, streamIs, World } from './support';

/** Names that real systems have used, and that separators, templates and plain objects stumble over. */
const awkward = [
  'a',
  'a:b',
  'a:b:c',
  'a:1',
  'a/1',
  'A',
  '{a}',
  '{a}:b',
  'a b',
  'a%3Ab',
  '*',
  '__proto__',
  'constructor',
  'toString',
  'events',
  'log',
  'é',
  'e\u0301',
  '0',
  '1',
];

describe('names', () => {
  it('streams-do-not-collide', async () => {
    const world = new World();
    const store = world.open();
    for (const [at, name] of awkward.entries()) await saveFresh(store, name, `${at}-1`);
    for (const [at, name] of awkward.entries()) await save(store, name, [paid(`${at}-2`)], 1);
    for (const [at, name] of awkward.entries()) {
      await streamIs(store, name, [`${at}-1`, `${at}-2`], {
        message: `The stream ${JSON.stringify(name)} does not hold exactly its own two events.`,
        input: `two events for each of the streams ${awkward.map((other) => JSON.stringify(other)).join(', ')}`,
      });
    }
    equal((await logOf(store)).length, 2 * awkward.length, {
      message: 'The log does not hold every event once.',
      input: `${awkward.length} streams, two events each`,
    });
    for (const name of await collidingNames()) {
      await keepsApart(['probe', name]);
      await keepsApart([name, 'probe']);
    }
  });

  it('event-ids-are-opaque', async () => {
    const store = new World().open();
    const ids = ['__proto__', 'constructor', 'toString', 'length', '0', '1', 'a:b', 'a', 'b'];
    const batch = ids.map((id) => placed(id));
    await save(store, 'order-1', batch, 0);
    await save(store, 'order-1', batch, 0);
    await streamIs(store, 'order-1', ids, {
      message: 'An id is any text. These must be stored once each.',
      input: `${saveCall('order-1', batch, 0)}, twice`,
    });
    await save(store, 'order-2', [paid('a')], 0);
    for (const separator of [':', '/', '|', '-', '.', '#', ',', ' ']) {
      await save(store, 'x', [placed(`y${separator}z`)], 'any');
      await save(store, `x${separator}y`, [placed('z')], 0);
    }
    await refused(() => store.saveEvents('order-1', [paid('constructor'), paid('b')], ids.length), {
      message: 'A known id was stored a second time.',
      input: saveCall('order-1', [paid('constructor'), paid('b')], ids.length),
      expected: 'an error',
    });
  });
});

async function saveFresh(store: ReturnType<World['open']>, name: string, id: string): Promise<void> {
  await accepted(() => store.saveEvents(name, [placed(id)], 'no-stream'), {
    message: 'A stream that nobody has written to is taken for another one.',
    input: saveCall(name, [placed(id)], 'no-stream'),
  });
}

/** Writes two batches to each stream in turn and looks whether both keep what is theirs. */
async function keepsApart(names: readonly string[]): Promise<void> {
  const store = new World().open();
  const input = `the streams ${names.map((name) => JSON.stringify(name)).join(' and ')}, written in turn`;
  const told = {
    message: 'Two streams share a key in the key-value store: one order can read or destroy another one.',
    input,
  };
  for (const round of [1, 2]) {
    for (const name of names) {
      const batch = [placed(`${name} ${2 * round - 1}`), paid(`${name} ${2 * round}`)];
      await accepted(() => store.saveEvents(name, batch, 2 * round - 2), told);
    }
  }
  for (const name of names)
    await streamIs(
      store,
      name,
      [1, 2, 3, 4].map((n) => `${name} ${n}`),
      told,
    );
  const log = await accepted(() => store.readAll(0, 100), told);
  equal(
    idsOf(log),
    [1, 3].flatMap((n) => names.flatMap((name) => [`${name} ${n}`, `${name} ${n + 1}`])),
    told,
  );
}
