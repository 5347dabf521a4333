import { equal, everyFault, ok, type Process, type Watched } from 'codealong/checkkit';
import { ask, expectAnswered, expectHit, rest, restOf, start, times } from './expect';
import { Shop, type Cache } from './shop';

/** Ids may be any text, so also one that is a value in JSON. */
const idsLikeValues = [(n: number) => `${n}`, (n: number) => `"${n}"`];

export async function lostReaderBlocksNobody(): Promise<void> {
  for (const row of [450, null]) {
    for (const leaseMs of [2_000, 50, 1]) {
      await everyFault('crash', (process) => readerDies(process, row, leaseMs));
      for (const same of [false, true]) {
        await loadNeverEnds(row, leaseMs, { lost: 1, same });
        await loadNeverEnds(row, leaseMs, { lost: 12, same });
        for (const rejected of [1, 3]) await loadRejects(row, leaseMs, { rejected, same });
      }
      await loadTakesLong(row, leaseMs);
    }
  }
  await loadNeverEnds(450, 2_000, { lost: 130, same: true });
  for (const idOf of idsLikeValues) await loadNeverEnds(450, 2_000, { lost: 1, same: false }, idOf);
}

async function readerDies(process: Process, row: unknown, leaseMs: number): Promise<void> {
  const shop = new Shop({ latte: row });
  await process.run(() => shop.instance({ leaseMs }, process).get('latte'));
  await expectService(
    shop,
    shop.instance({ leaseMs }),
    leaseMs,
    `the database has ${String(row)}; a reader: ${process.story}`,
  );
}

/** So many readers of one instance are lost in their loads. The same instance goes on, or another one. */
async function loadNeverEnds(
  row: unknown,
  leaseMs: number,
  { lost, same }: { lost: number; same: boolean },
  idOf: (n: number) => string = (n) => `id-${n}`,
): Promise<void> {
  let ids = 0;
  const newId = (): string => idOf(++ids);
  const shop = new Shop({ latte: row });
  let isStuck = true;
  const load = (key: string): Promise<unknown> => (isStuck ? new Promise(() => undefined) : shop.load(key));
  const cache = shop.instance({ leaseMs, load, newId });
  for (let count = 0; count < lost; count++) start(() => cache.get('latte'));
  await rest();
  isStuck = false;
  const input = `the database has ${String(row)}; the load of ${lost} get never ends; newId answers '${idOf(1)}', '${idOf(2)}', …`;
  if (lost > 1) await expectUpdate(cache, `${input}; an update of the same instance`);
  await expectAnswer(shop, cache, `${input}; another get of the same instance`);
  const next = same ? cache : shop.instance({ leaseMs, newId });
  await expectService(shop, next, leaseMs, input, same);
}

async function loadRejects(
  row: unknown,
  leaseMs: number,
  { rejected, same }: { rejected: number; same: boolean },
): Promise<void> {
  const shop = new Shop({ latte: row });
  let left = rejected;
  const load = (key: string): Promise<unknown> =>
    left-- > 0 ? Promise.reject(new Error('too many connections')) : shop.load(key);
  const failing = shop.instance({ leaseMs, load });
  for (let round = 0; round < rejected; round++) await failing.get('latte').catch(() => undefined);
  const input = `the database has ${String(row)}; load rejected ${times(rejected)}`;
  await expectService(shop, same ? failing : shop.instance({ leaseMs }), leaseMs, input, same);
  // Nobody asks before `leaseMs` are over: it is the very next get that stores.
  left = rejected;
  await expectUpdate(failing, `${input}; later an update`);
  for (let round = 0; round < rejected; round++) await failing.get('latte').catch(() => undefined);
  await shop.clock.advance(leaseMs);
  const later = `${input}; then nothing for leaseMs (${leaseMs} ms)`;
  await expectStored(shop, same ? failing : shop.instance({ leaseMs }), later);
}

/** No reader is lost here: one whose load takes less than `leaseMs` still stores, three times in a row. */
async function loadTakesLong(row: unknown, leaseMs: number): Promise<void> {
  for (const ms of new Set([Math.ceil(leaseMs / 2), Math.floor(0.9 * leaseMs), leaseMs - 1])) {
    if (ms < 1 || ms >= leaseMs) continue;
    const shop = new Shop({ latte: row });
    const load = async (key: string): Promise<unknown> => {
      await shop.clock.advance(ms);
      return shop.load(key);
    };
    const cache = shop.instance({ leaseMs, load });
    for (const round of [1, 2, 3]) {
      const input = `the database has ${String(row)}; leaseMs is ${leaseMs}, and each load takes ${ms} ms; time ${round} that get loads`;
      await expectStored(
        shop,
        cache,
        input,
        'A load took less than leaseMs, no update came in between, and get does not store it.',
      );
      await shop.clock.advance(300_000);
    }
  }
}

/** Others are served at once, and from `leaseMs` on the key is stored again. */
async function expectService(
  shop: Shop,
  cache: Cache,
  leaseMs: number,
  input: string,
  same = false,
): Promise<void> {
  const who = same ? 'the same instance' : 'another instance';
  await expectAnswer(shop, cache, `${input}; a get of ${who}, at once`);
  const half = Math.floor(leaseMs / 2);
  await shop.clock.advance(half);
  await expectAnswer(shop, cache, `${input}; a get of ${who} after ${half} ms`);
  await shop.clock.advance(leaseMs - half);
  await expectStored(
    shop,
    cache,
    `${input}; leaseMs (${leaseMs} ms) have passed, with a get of ${who} at once and one after ${half} ms`,
  );
}

async function expectStored(
  shop: Shop,
  cache: Cache,
  input: string,
  message = 'leaseMs have passed since a reader was lost, and get does not store what it loads.',
): Promise<void> {
  await ask(shop, cache, 'latte', `${input}; a get`);
  const told = { message, input: `${input}; one get, then a second one` };
  await expectHit(shop, cache, 'latte', shop.row('latte'), told);
}

async function expectAnswer(shop: Shop, cache: Cache, input: string): Promise<void> {
  const reading: Watched<unknown> = start(() => cache.get('latte'));
  await restOf(reading);
  ok(reading.state !== 'pending', {
    message: 'Others are lost in their get, and another get waits.',
    input,
    expected: 'it answers without any time passing',
    actual: 'it waits',
  });
  const message = 'Others are lost in their get, and another get does not answer what load says.';
  expectAnswered(reading, shop.row('latte'), { message, input });
}

/** It saves 450, whatever was there: the key exists then, and what follows goes by what the database has. */
async function expectUpdate(cache: Cache, input: string): Promise<void> {
  const updating = start(() => cache.update('latte', 450));
  await restOf(updating);
  ok(updating.state !== 'pending', {
    message: 'Readers were lost, and an update waits.',
    input,
    expected: 'it resolves without any time passing',
    actual: 'it waits',
  });
  equal(updating.state, 'fulfilled', { message: 'update rejects, and save does not.', input });
}
