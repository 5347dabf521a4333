import { describeError, equal, ok, type Gate, type Watched } from 'codealong/checkkit';
import { ask, expectError, expectHit, expectLoad, expectSaves, rest, start, update } from './expect';
import { Barrier, Shop } from './shop';

const old = 'update resolved, and the next get still answered the old value.';
const kept = 'What was loaded after an update is not stored: the next get asked the database again.';
const first = 'The first get of a key has to call load once.';

export async function savesThenInvalidates(): Promise<void> {
  await oneAfterTheOther();
  for (const reads of [0, 1, 3]) await readerDuringTheSave(reads);
  await updatesAtOnce();
  for (let held = 1; held <= 6; held++) await heldRequest(held);
  for (const error of [new Error('deadlock detected'), undefined]) {
    await failedSave(error, 'rejects');
    await failedSave(error, 'throws at once');
  }
}

/** Who saves which price: the same one again, one that the other instance has changed meanwhile, and one that counts as false. */
const rounds = [
  [1, 500],
  [1, 500],
  [2, 450],
  [1, 500],
  [2, 0],
  [1, 450],
] as const;

async function oneAfterTheOther(): Promise<void> {
  const shop = new Shop({ latte: 450, mocha: 480 });
  const instances = [shop.instance(), shop.instance()] as const;
  const [one, two] = instances;
  for (const key of ['latte', 'mocha'])
    await expectLoad(shop, one, key, { message: first, input: `get('${key}')` });
  for (const [round, [by, price]] of rounds.entries()) {
    const writer = instances[by - 1] ?? one;
    const before = rounds.slice(0, round).map(([who, what]) => `${what} by instance ${who}`);
    const input = `two instances; updates of 'latte' to ${[...before, `${price} by instance ${by}`].join(', then ')}`;
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
  for (const key of ['latte', 'latte', 'latte', 'mocha', 'mocha', 'mocha']) {
    const told = `${input}; then get('${key}') of the same instance`;
    await expectNoWait(
      start(() => writer.get(key)),
      told,
    );
  }
  equal(updating.state, 'pending', { message: 'update ended before its save.', input });
  barrier.open();
  await rest();
  expectEnded(updating.state, input);
  const { value } = await ask(shop, shop.instance(), 'latte', input);
  equal(value, 500, { message: old, input: `${input}; get of a third instance` });
}

/** In one instance. Each of them has to be saved, whether they run side by side or one after another. */
async function updatesAtOnce(): Promise<void> {
  const shop = new Shop({ latte: 450 });
  const barrier = new Barrier();
  const saved: unknown[] = [];
  const cache = shop.instance({
    save: async (key, value) => {
      await barrier.passed;
      saved.push(value);
      await shop.save(key, value);
    },
  });
  const input = "updates of 'latte' to 500, 550, 500, 600 and 650 that one instance is asked for at once";
  const updating = [500, 550, 500, 600, 650].map((price) => start(() => cache.update('latte', price)));
  await rest();
  barrier.open();
  await rest();
  for (const { state } of updating) expectEnded(state, input);
  equal([...saved].sort(), [500, 500, 550, 600, 650], {
    message: 'Several updates of one key were asked for at once, and save was not called once for each.',
    input,
  });
  const { value } = await ask(shop, shop.instance(), 'latte', input);
  equal(value, shop.row('latte'), { message: old, input: `${input}; then get of another instance` });
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
