import {
  connectionReset,
  describeError,
  equal,
  everyFault,
  ok,
  show,
  type Gate,
  type Process,
  type Trouble,
  type Watched,
} from 'codealong/checkkit';
import { ask, expectHit, expectLoad, expectLoads, expectSaves, restOf, start, times } from './expect';
import { Shop, type Cache, type Options } from './shop';

export async function cacheMayFail(): Promise<void> {
  for (const trouble of ['outage', 'glitch'] as const) {
    for (const row of trouble === 'glitch' ? [450, null, 0] : [450, null])
      await everyFault(trouble, (process) => readsAndUpdates(process, trouble, row));
    await everyFault(trouble, failingLoad);
    await everyFault(trouble, failingSave);
  }
  await longOutage();
}

/** A connection with trouble until it is healed. Whoever repeats a request again and again gets no answer in the end. */
class Link implements Gate {
  isHealed = false;
  /** The request that was sent most often in a row within one call, always in vain. */
  worst = { request: '', sent: 0 };
  #failing = '';
  #failures = 0;

  constructor(readonly process: Process) {}

  async before(operation: Parameters<Process['before']>[0]): Promise<void> {
    if (operation.number > 400) return new Promise(() => undefined);
    this.#watch(operation, () => this.process.before(operation));
  }

  after(operation: Parameters<Process['after']>[0]): void {
    this.#watch(operation, () => this.process.after(operation));
  }

  /** Another call, or the database was asked in between: what fails next is not a repetition. */
  beginAnew(): void {
    this.#failures = 0;
  }

  /** Scripts are not counted here: two of them over the same keys may do different things. */
  #watch({ name, keys }: Parameters<Process['before']>[0], strike: () => void): void {
    if (this.isHealed) return;
    const request = [name, ...keys].join(' ');
    try {
      strike();
    } catch (error) {
      this.#failures = request === this.#failing && name !== 'eval' ? this.#failures + 1 : 1;
      this.#failing = request;
      if (this.#failures > this.worst.sent) this.worst = { request, sent: this.#failures };
      throw error;
    }
  }
}

/** Three `get`s and an `update` while the cache fails, the same when times to live are over, and again when it is back. */
async function readsAndUpdates(process: Process, trouble: Trouble, row: unknown): Promise<void> {
  const shop = new Shop({ latte: row });
  const link = new Link(process);
  const load = (key: string): Promise<unknown> => {
    link.beginAnew();
    return shop.load(key);
  };
  const save = (key: string, value: unknown): Promise<void> => {
    link.beginAnew();
    return shop.save(key, value);
  };
  const cache = shop.instance({ load, save }, link);
  const input = (step: string) => (): string =>
    `the database has ${String(row)}; ${step}; the cache: ${process.story}`;
  for (const step of ['the first get', 'the second get', 'the third get']) {
    link.beginAnew();
    await expectAnswer(shop, cache, row, 'get does not answer what load says.', input(step));
  }

  const wasStruck = process.struck;
  link.beginAnew();
  await expectUpdate(shop, cache, 500, input('three get, then update to 500'));
  const wasRemoved = !process.struck || (wasStruck && trouble === 'glitch');
  const old = 'update resolved, and the next get still answered the old value.';
  link.beginAnew();
  if (wasRemoved) await expectAnswer(shop, cache, 500, old, input('three get, update to 500, then get'));

  await shop.clock.advance(300_000);
  const late = 'An update has resolved, ttlMs is over as well, and get still answers the old value.';
  link.beginAnew();
  await expectAnswer(shop, cache, 500, late, input('three get, update to 500, then get 300000 ms later'));

  expectFewTries(link.worst, input('get and update')());
  link.isHealed = true;
  await shop.clock.advance(332_000);
  const outlives =
    'The cache works again, ttlMs, negativeTtlMs and leaseMs are over, and an entry is still there.';
  const healed = input('332000 ms after the last failure; a get of a new instance');
  await expectLoad(shop, shop.instance(), 'latte', { message: outlives, input: healed() });
  for (const instance of [cache, shop.instance()]) {
    const who = instance === cache ? 'the same instance' : 'a new instance';
    await rulesHold(shop, instance, input(`later the cache works again, ${who}`));
  }
}

function expectFewTries({ request, sent }: { request: string; sent: number }, input: string): void {
  ok(sent <= 2, {
    message: 'A request to the cache that fails is repeated more than once.',
    input,
    expected: `${request} is sent twice at most, one after the other in one call`,
    actual: `it was sent ${times(sent)}`,
  });
}

/** The cache is down for many calls. When it is back, each rule holds again for whoever lived through that. */
async function longOutage(): Promise<void> {
  const shop = new Shop({ latte: 450, mocha: 480 });
  let isDown = true;
  const strike = (): void => {
    if (isDown) throw connectionReset();
  };
  const cache = shop.instance({}, { before: strike });
  const input = (step: string) => (): string => `the cache rejects every request; ${step}`;
  for (let count = 1; count <= 25; count++) {
    const step = input(`get number ${count}, with an update after every fifth one`);
    await expectAnswer(shop, cache, shop.row('latte'), 'get does not answer what load says.', step);
    if (count % 5 === 0) await expectUpdate(shop, cache, 450 + count, step);
  }
  isDown = false;
  await shop.clock.advance(332_000);
  await rulesHold(
    shop,
    cache,
    () => 'the cache rejected every request of 25 get and 5 update; it works again',
  );
}

async function rulesHold(shop: Shop, cache: Cache, tell: () => string): Promise<void> {
  for (const price of [510, 0]) {
    await expectUpdate(shop, cache, price, tell);
    const input = tell();
    const kept = 'The cache works again, and get after an update does not call load once.';
    await expectLoad(shop, cache, 'latte', { message: kept, input });
    const message = 'The cache works again, and get does not store what it loads.';
    await expectHit(shop, cache, 'latte', price, { message, input });
  }
}

async function expectAnswer(
  shop: Shop,
  cache: Cache,
  expected: unknown,
  message: string,
  tell: () => string,
): Promise<void> {
  const before = shop.loads.length;
  const reading = await endOf(() => cache.get('latte'), 'get', tell);
  const input = tell();
  ok(reading.state === 'fulfilled', {
    message: 'get rejects, and load does not.',
    input,
    expected: `get answers ${show(expected)}`,
    actual: `it rejected with ${describeError(reading.error)}`,
  });
  equal(reading.value, expected, { message, input });
  const loads = shop.loads.length - before;
  if (loads > 1) expectLoads(loads, 1, { message: 'For one get, load was called more than once.', input });
}

async function expectUpdate(shop: Shop, cache: Cache, price: number, tell: () => string): Promise<void> {
  const before = shop.saves;
  const updating = await endOf(() => cache.update('latte', price), 'update', tell);
  const input = tell();
  ok(updating.state === 'fulfilled', {
    message: 'update rejects, and save does not.',
    input,
    expected: 'update resolves: the value is saved',
    actual: `it rejected with ${describeError(updating.error)}`,
  });
  expectSaves(shop.saves - before, input);
  equal(shop.row('latte'), price, {
    message: 'update resolved, and the value is not in the database.',
    input,
  });
}

/** Database and cache fail together: the error of the database counts. */
async function failingLoad(process: Process): Promise<void> {
  const { shop, cache, error } = failing(process, 'load');
  for (const step of ['the first get', 'the second get']) {
    const input = (): string => `${step}; load rejects; the cache: ${process.story}`;
    const before = shop.loads.length;
    const reading = await endOf(() => cache.get('latte'), 'get', input);
    expectVeryError(reading, error, 'load fails, and get does not reject with its error.', input());
    const message = 'load failed, and get did not call it exactly once.';
    expectLoads(shop.loads.length - before, 1, { message, input: input() });
  }
}

async function failingSave(process: Process): Promise<void> {
  const { shop, cache, error } = failing(process, 'save');
  await ask(shop, shop.instance(), 'latte', 'a get before the update');
  const input = (): string => `update to 500; save rejects; the cache: ${process.story}`;
  const updating = await endOf(() => cache.update('latte', 500), 'update', input);
  expectVeryError(updating, error, 'save fails, and update does not reject with its error.', input());
  expectSaves(shop.saves, input());
}

function failing(process: Process, what: 'load' | 'save'): { shop: Shop; cache: Cache; error: Error } {
  const shop = new Shop({ latte: 450 });
  const error = new Error('too many connections');
  const broken: Partial<Options> = { [what]: () => Promise.reject(error) };
  return { shop, cache: shop.instance(broken, new Link(process)), error };
}

function expectVeryError(call: Watched<unknown>, error: Error, message: string, input: string): void {
  ok(call.state === 'rejected' && call.error === error, {
    message,
    input,
    expected: `it rejects with ${describeError(error)}, the very same`,
    actual:
      call.state === 'rejected'
        ? `it rejected with ${describeError(call.error)}`
        : `it resolved to ${show(call.value)}`,
  });
}

/** A call that has to end without any time passing. */
async function endOf<T>(call: () => Promise<T>, name: string, tell: () => string): Promise<Watched<T>> {
  const watched = start(call);
  await restOf(watched);
  ok(watched.state !== 'pending', {
    message: `A request to the cache was refused, and ${name} does not end.`,
    input: tell(),
    expected: `${name} ends without any time passing, and after a few requests`,
    actual: 'it does not',
  });
  return watched;
}
