import {
  describeError,
  equal,
  everyFault,
  ok,
  outcomeOf,
  show,
  type Process,
  type Trouble,
} from 'codealong/checkkit';
import { ask, expectError, expectHit, expectLoad, expectLoads, expectSaves } from './expect';
import { Shop } from './shop';

export async function cacheMayFail(): Promise<void> {
  for (const trouble of ['outage', 'glitch'] as const) {
    for (const row of [450, null, 0])
      await everyFault(trouble, (process) => readsAndUpdates(process, trouble, row));
    await everyFault(trouble, failingLoad);
    await everyFault(trouble, failingSave);
  }
}

/** Three `get`s and an `update` through a connection that fails, then a healthy one. */
async function readsAndUpdates(process: Process, trouble: Trouble, row: unknown): Promise<void> {
  const shop = new Shop({ latte: row });
  const cache = shop.instance({}, process);
  const input = (step: string): string =>
    `the database has ${String(row)}; ${step}; the cache: ${process.story}`;
  for (const step of ['the first get', 'the second get', 'the third get']) {
    const { value, loads } = await read(step);
    equal(value, row, {
      message: 'A request to the cache rejects, and get does not answer what load says.',
      input: input(step),
    });
    atMostOnce(loads, input(step));
  }
  const wasStruck = process.struck;
  const outcome = await outcomeOf(() => cache.update('latte', 500));
  ok(outcome.status === 'returned', {
    message: 'A request to the cache rejects, and update rejects as well.',
    input: input('update to 500'),
    expected: 'update resolves: the value is saved',
    actual: outcome.status === 'threw' ? `it rejected with ${describeError(outcome.error)}` : '',
  });
  expectSaves(shop.saves, input('update to 500'));
  equal(shop.row('latte'), 500, {
    message: 'update resolved, and the value is not in the database.',
    input: input(''),
  });
  if (!process.struck || (wasStruck && trouble === 'glitch')) await expectNew('a get after the update', '');
  await shop.clock.advance(300_000);
  await expectNew('a get when ttlMs is over after the update', ', its time to live is over');
  await rulesHoldAgain(shop, input);

  async function read(step: string): Promise<{ value: unknown; loads: number }> {
    const before = shop.loads.length;
    const ended = await outcomeOf(() => cache.get('latte'));
    ok(ended.status === 'returned', {
      message: 'The cache rejects, and get rejects with it.',
      input: input(step),
      expected: `get answers ${show(shop.row('latte'))}`,
      actual: ended.status === 'threw' ? `it rejected with ${describeError(ended.error)}` : '',
    });
    return { value: ended.value, loads: shop.loads.length - before };
  }

  async function expectNew(step: string, why: string): Promise<void> {
    const { value, loads } = await read(step);
    equal(value, 500, {
      message: `update resolved${why}, and get answers the old value.`,
      input: input(step),
    });
    atMostOnce(loads, input(step));
  }
}

/** The cache is back, and nothing that was stored before is left. */
async function rulesHoldAgain(shop: Shop, input: (step: string) => string): Promise<void> {
  await shop.clock.advance(300_000);
  const cache = shop.instance();
  const told = (step: string, message: string) => ({
    message,
    input: `${input(step)}, and then the cache is back`,
  });
  for (const price of [510, 0]) {
    await cache.update('latte', price);
    await expectLoad(
      shop,
      cache,
      'latte',
      told('a get after an update', 'The cache works again, and an update does not remove the entry.'),
    );
    const message = 'The cache works again, and get does not store what it loads.';
    await expectHit(shop, cache, 'latte', price, told('a second get', message));
  }
}

function atMostOnce(loads: number, input: string): void {
  if (loads > 1)
    expectLoads(loads, 1, { message: 'A request to the cache rejects, and get calls load again.', input });
}

/** Database and cache fail together: the error of the database counts. */
async function failingLoad(process: Process): Promise<void> {
  const shop = new Shop();
  const error = new Error('too many connections');
  const cache = shop.instance({ load: () => Promise.reject(error) }, process);
  const ask = (): Promise<unknown> => cache.get('latte');
  for (const step of [1, 2]) {
    const before = shop.loads.length;
    const message = 'load and the cache fail, and get does not reject with the error of load.';
    await expectError(ask, error, { message, input: `get number ${step}; ${process.story}` });
    expectLoads(shop.loads.length - before, 1, {
      message: 'load and the cache fail, and get did not call load exactly once.',
      input: `get number ${step}; ${process.story}`,
    });
  }
}

async function failingSave(process: Process): Promise<void> {
  const shop = new Shop({ latte: 450 });
  const error = new Error('deadlock detected');
  const cache = shop.instance({ save: () => Promise.reject(error) }, process);
  await ask(shop, shop.instance(), 'latte', 'a get before the update');
  const message = 'save and the cache fail, and update does not reject with the error of save.';
  await expectError(() => cache.update('latte', 500), error, { message, input: process.story });
  expectSaves(shop.saves, process.story);
}
