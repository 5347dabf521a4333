import { describeError, equal, ok, type Gate, type Watched } from 'codealong/checkkit';
import { ask, expectError, expectHit, expectLoad, expectSaves, rest, start, update } from './expect';
import { Barrier, Shop } from './shop';

const old = 'update resolved, and the next get still answered the old value.';
const kept = 'What was loaded after an update is not stored: the next get asked the database again.';
const first = 'The first get of a key has to call load once.';

export async function savesThenInvalidates(): Promise<void> {
  await threeRounds();
  for (const reads of [1, 3]) await readerDuringTheSave(reads);
  for (let held = 1; held <= 6; held++) await heldRequest(held);
  for (const error of [new Error('deadlock detected'), undefined]) {
    await failedSave(error, 'rejects');
    await failedSave(error, 'throws at once');
  }
}

async function threeRounds(): Promise<void> {
  const shop = new Shop({ latte: 450, mocha: 480 });
  const instances = [shop.instance(), shop.instance()] as const;
  const [one, two] = instances;
  for (const key of ['latte', 'mocha'])
    await expectLoad(shop, one, key, { message: first, input: `get('${key}')` });
  for (const [round, price] of [500, 0, 450].entries()) {
    const writer = instances[round % 2] ?? one;
    const input = `two instances; update number ${round + 1}, of 'latte' to ${price}, by instance ${(round % 2) + 1}`;
    await update(shop, writer, 'latte', price, input);
    equal(shop.row('latte'), price, {
      message: 'update resolved, and the value is not in the database.',
      input,
    });
    const { value, loads } = await ask(shop, two, 'latte', input);
    equal(value, price, { message: old, input: `${input}; get of instance 2` });
    equal(loads, 1, {
      message: 'After an update the next get has to call load once.',
      input: `${input}; get of instance 2`,
    });
    await expectHit(shop, one, 'latte', price, {
      message: kept,
      input: `${input}; instance 2 has loaded, then get of instance 1`,
    });
    const message = 'An update of one key took the entry of another one away.';
    await expectHit(shop, one, 'mocha', 480, { message, input: `${input}; get of 'mocha'` });
  }
}

/** While the save is under way, readers get the old value and store it. */
async function readerDuringTheSave(reads: number): Promise<void> {
  const shop = new Shop({ latte: 450 });
  const barrier = new Barrier();
  const writer = shop.instance({
    save: async (key, value) => {
      await barrier.passed;
      await shop.save(key, value);
    },
  });
  const input = `update of 'latte' from 450 to 500; before its save ends, ${reads} get of another instance`;
  const updating = start(() => writer.update('latte', 500));
  await rest();
  for (let read = 0; read < reads; read++) await ask(shop, shop.instance(), 'latte', input);
  await expectNoWait(
    start(() => writer.get('latte')),
    `${input}; then a get of the same instance`,
  );
  equal(updating.state, 'pending', { message: 'update ended before its save.', input });
  barrier.open();
  await rest();
  expectEnded(updating.state, input);
  const { value } = await ask(shop, shop.instance(), 'latte', input);
  equal(value, 500, { message: old, input: `${input}; get of a third instance` });
}

/** The store keeps one request of the update waiting. If it resolves all the same, that request must not have mattered. */
async function heldRequest(held: number): Promise<void> {
  const shop = new Shop({ latte: 450 });
  const barrier = new Barrier();
  const gate: Gate = { before: ({ number }) => (number === held ? barrier.passed : undefined) };
  const input = `request ${held} of an update of 'latte' from 450 to 500 takes long`;
  await expectLoad(shop, shop.instance(), 'latte', { message: first, input });
  const updating = start(() => shop.instance({}, gate).update('latte', 500));
  await rest();
  if (updating.state !== 'pending') await expectNew();
  barrier.open();
  await rest();
  expectEnded(updating.state, input);
  await expectNew();

  async function expectNew(): Promise<void> {
    const { value } = await ask(shop, shop.instance(), 'latte', input);
    equal(value, 500, { message: old, input });
  }
}

function expectEnded(state: string, input: string): void {
  equal(state, 'fulfilled', {
    message: 'update has to resolve when the value is saved and the entry is removed.',
    input,
  });
}

async function failedSave(error: unknown, how: 'rejects' | 'throws at once'): Promise<void> {
  const shop = new Shop({ latte: 450 });
  const save = (): Promise<void> => {
    if (how === 'rejects') return Promise.reject(error);
    throw error;
  };
  const cache = shop.instance({ save });
  const input = `get of 'latte', then update from 450 to 500; save ${how}: ${describeError(error)}`;
  await expectLoad(shop, cache, 'latte', { message: first, input });
  const message = 'save failed, and update does not reject with its error.';
  await expectError(() => cache.update('latte', 500), error, { message, input });
  expectSaves(shop.saves, input);
  for (const instance of [cache, shop.instance()]) {
    const { value } = await ask(shop, instance, 'latte', `${input}; then get`);
    equal(value, 450, { message: 'save failed, and get answers the value that was not saved.', input });
  }
}

async function expectNoWait(reading: Watched<unknown>, input: string): Promise<void> {
  await rest();
  ok(reading.state !== 'pending', {
    message: 'An update is under way, and get waits.',
    input,
    expected: 'get answers without any time passing',
    actual: 'it waits',
  });
}
