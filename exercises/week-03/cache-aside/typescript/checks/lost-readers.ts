import { equal, everyFault, ok, type Process, type Watched } from 'codealong/checkkit';
import { ask, expectHit, rest, restOf, start } from './expect';
import { Shop, type Cache } from './shop';

/** Ids may be any text, so also one that is a value in JSON. */
const idsLikeValues = [(n: number) => `${n}`, (n: number) => `"${n}"`];

export async function lostReaderBlocksNobody(): Promise<void> {
  for (const row of [450, null]) {
    for (const leaseMs of [2_000, 50, 1]) {
      await everyFault('crash', (process) => readerDies(process, row, leaseMs));
      await loadNeverEnds(row, leaseMs, 1);
      await loadNeverEnds(row, leaseMs, 12);
      await loadRejects(row, leaseMs);
    }
  }
  for (const idOf of idsLikeValues) await loadNeverEnds(450, 2_000, 1, idOf);
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

/** So many readers of one instance are lost in their loads. */
async function loadNeverEnds(
  row: unknown,
  leaseMs: number,
  lost: number,
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
  await expectAnswer(shop, cache, `${input}; another get of the same instance`);
  if (lost > 1) await expectUpdate(cache, `${input}; an update of the same instance`);
  await expectService(shop, shop.instance({ leaseMs, newId }), leaseMs, input);
}

async function loadRejects(row: unknown, leaseMs: number): Promise<void> {
  const shop = new Shop({ latte: row });
  const failing = shop.instance({ leaseMs, load: () => Promise.reject(new Error('too many connections')) });
  for (let round = 0; round < 3; round++) await failing.get('latte').catch(() => undefined);
  const input = `the database has ${String(row)}; load rejected three times`;
  await expectService(shop, shop.instance({ leaseMs }), leaseMs, input);
}

/** Others are served at once, and from `leaseMs` on the key is stored again. */
async function expectService(shop: Shop, cache: Cache, leaseMs: number, input: string): Promise<void> {
  await expectAnswer(shop, cache, `${input}; a get of another instance, at once`);
  const half = Math.floor(leaseMs / 2);
  await shop.clock.advance(half);
  await expectAnswer(shop, cache, `${input}; a get of another instance after ${half} ms`);
  await shop.clock.advance(leaseMs - half);
  const later = `${input}; leaseMs (${leaseMs} ms) have passed, with a get at once and one after ${half} ms`;
  await ask(shop, cache, 'latte', `${later}; a get`);
  const message = "One reader was lost, and the key can't be stored any more.";
  await expectHit(shop, cache, 'latte', shop.row('latte'), {
    message,
    input: `${later}; one get, then a second one`,
  });
}

async function expectAnswer(shop: Shop, cache: Cache, input: string): Promise<void> {
  const reading: Watched<unknown> = start(() => cache.get('latte'));
  await restOf(reading);
  ok(reading.state !== 'pending', {
    message: 'One reader was lost, and another get waits.',
    input,
    expected: 'it answers without any time passing',
    actual: 'it waits',
  });
  const expected = ['fulfilled', shop.row('latte')];
  equal([reading.state, reading.value], expected, {
    message: 'One reader was lost, and another get does not answer what load says.',
    input,
  });
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
