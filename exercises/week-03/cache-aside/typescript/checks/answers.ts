import { describeError, equal } from 'codealong/checkkit';
import { expectError, expectLoad, expectLoads } from './expect';
import { Shop } from './shop';

export async function answersFromTheDatabase(): Promise<void> {
  for (const key of ['latte', ' latte', 'water', 'no such item']) {
    const shop = new Shop({ latte: 450, ' latte': 460, water: 0 });
    const input = `the first get of '${key}'; the database has ${JSON.stringify(shop.row(key))}`;
    await expectLoad(shop, shop.instance(), key, {
      message: 'The first get of a key has to call load once.',
      input,
    });
    equal(shop.loads.at(-1), key, { message: 'load was called with a different key from get.', input });
  }
  for (const error of [new Error('too many connections'), 'timeout', undefined]) {
    await passesErrorsOn(error, 'rejects');
    await passesErrorsOn(error, 'throws at once');
  }
}

/** The database fails three times, then it is back. */
async function passesErrorsOn(error: unknown, how: 'rejects' | 'throws at once'): Promise<void> {
  const shop = new Shop({ latte: 450 });
  let isDown = true;
  const cache = shop.instance({
    load: (key) => {
      if (!isDown) return shop.load(key);
      if (how === 'rejects') return Promise.reject(error);
      throw error;
    },
  });
  for (let round = 1; round <= 3; round++) {
    const input = `get number ${round}; load ${how}: ${describeError(error)}`;
    const before = shop.loads.length;
    const message = 'load failed, and get does not reject with its error.';
    await expectError(() => cache.get('latte'), error, { message, input });
    const twice = 'load failed, and get did not call it exactly once.';
    expectLoads(shop.loads.length - before, 1, { message: twice, input });
  }
  isDown = false;
  await expectLoad(shop, cache, 'latte', {
    message: 'load failed before, and now that it answers again get does not call it.',
    input: `load ${how} three times (${describeError(error)}); then the database is back, with 450`,
  });
}
