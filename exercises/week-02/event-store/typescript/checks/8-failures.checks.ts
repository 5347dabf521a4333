import { ok, show } from 'codealong/checkkit';
import { everyFailure, failing } from './broken-connections';
import { sameList } from './lists';
import type { EventStore, Expected, NewEvent } from './support';
import {
  ended,
  idsOf,
  isConflict,
  isNoConflict,
  many,
  orderIs,
  paid,
  placed,
  refusedForGood,
} from './support';
import {
  save,
  saveCall,
  saveConflicts,
  versionIs,
  versionOf,
  wholeStream,
  World,
  worldWith,
} from './support';

const batch = [paid('a1'), paid('a2'), paid('a3')];

it('failing-midway-leaves-nothing', async () => {
  for (const expected of [1, 'any'] as const)
    await everyFailure(async (gate, how) =>
      failsWhole(await worldWith(placed('z1')), gate, [batch, expected], how),
    );
  await everyFailure(
    async (gate, how) => failsWhole(await worldWith(placed('z1')), gate, [many(1_100, 'l'), 1], how),
    4,
  );
  for (const expected of ['no-stream', 0] as const)
    await everyFailure((gate, how) =>
      failsWhole(new World(), gate, [batch, expected], `${how}; a new stream`),
    );
  for (const moment of ['before', 'after'] as const)
    for (const last of [1, 2]) await failsAgainAndAgain(moment, last);
});

/** In each of three rounds the same operation of a save fails, and the same call over a healthy connection completes it. */
async function failsAgainAndAgain(moment: 'before' | 'after', last: number): Promise<void> {
  const world = await worldWith(placed('z1'));
  const stored = ['z1'];
  for (let round = 1; round <= 3; round++) {
    const how = `round ${round}: the connection fails ${moment} operation ${last} of the call`;
    const events = many(2, `r${round}-`);
    const gate = failing(moment, ({ number }) => number === last);
    await ended(() => world.open(gate).saveEvents('order-1', structuredClone(events), stored.length), how);
    await save(world.open(), 'order-1', events, stored.length, { input: `the same call again; ${how}` });
    stored.push(...idsOf(events));
    await orderIs(world.open(), stored, { message: storedOnce, input: how });
  }
}

it('failures-reach-the-caller', async () => {
  for (const [what, events] of badBatches) {
    for (const expected of [1, 'any'] as const) {
      const world = await worldWith(placed('z1'));
      await refusedForGood(() => world.open().saveEvents('order-1', events, expected), {
        message: 'A batch that cannot be stored must be refused.',
        input: `${saveCall('order-1', events, expected)}, a batch with ${what}, on a stream at version 1`,
      });
    }
  }
  for (const [call, run] of calls) {
    await everyFailure(async (gate, how) => {
      const world = await worldWith(placed('z1'));
      const input = `${call}; ${how}`;
      const outcome = await ended(() => run(world.open(gate)), input);
      if (outcome.status === 'threw')
        return isNoConflict(outcome.error, {
          message:
            'The key-value store failed. A ConcurrencyError says that the expected version does not match.',
          input,
        });
      const stored = idsOf(await wholeStream(world.open(), 'order-1'));
      const truth = call.startsWith('save') ? 'version 4' : await run(world.open());
      ok(outcome.value === truth, {
        message: 'The connection failed, and the call resolved all the same, with what is not true.',
        input,
        expected: `an error, or ${truth}`,
        actual: `it resolved to ${show(outcome.value)}; the stream holds ${stored.join(', ')}`,
      });
      if (call.startsWith('save'))
        sameList(stored, ['z1', 'a1', 'a2', 'a3'], "of 'order-1'", {
          message: 'The connection failed, and the caller was told that its batch is stored when it is not.',
          input,
        });
    });
  }
});

it('usable-after-refusal', async () => {
  const world = new World();
  let isBroken = (_: number): boolean => false;
  let operations = 0;
  const fail = (): void => {
    if (isBroken(++operations)) throw new Error('connection reset');
  };
  let moment: 'before' | 'after' = 'before';
  const on = (when: string) => () => (when === moment ? fail() : undefined);
  const store = world.open({ before: on('before'), after: on('after') });
  const stored = ['a1'];
  await save(store, 'order-1', [placed('a1')], 0);
  await errorsStayAsTheyAre(store, 1);
  for (const [what, events, expected] of refusals) {
    for (let time = 1; time <= 20; time++)
      await store
        .saveEvents('order-1', events, expected === 'current' ? stored.length : expected)
        .catch(() => undefined);
    await goesOn(store, stored, `${what}, 20 times in a row`);
  }
  for (let round = 1; round <= 3; round++) {
    for (const [what, events, expected] of refusals) {
      const version = expected === 'current' ? stored.length : expected;
      await store.saveEvents('order-1', events, version).catch(() => undefined);
      await goesOn(store, stored, `${what} (round ${round})`);
    }
    for (const when of ['before', 'after'] as const) {
      for (const [what, broken] of outages) {
        for (const [call, run] of calls) {
          [moment, operations, isBroken] = [when, 0, broken];
          await ended(() => run(store, stored.length, `${stored.length}-`), `${call}; ${what}`);
          isBroken = () => false;
          const how = `when the key-value store failed ${when} ${what}`;
          await goesOn(store, stored, `${call}, ${how} (round ${round})`);
        }
      }
    }
  }
});

const storedOnce =
  'After a failure and the same call again the batch must be stored once, in the stream and in the log.';

/** A save over this connection leaves all or nothing, and the same call over a healthy one completes it. */
async function failsWhole(
  world: World,
  gate: Parameters<World['open']>[0],
  [events, expected]: [NewEvent[], Expected],
  how: string,
): Promise<void> {
  const input = `${saveCall('order-1', events, expected)}; ${how}`;
  await ended(() => world.open(gate).saveEvents('order-1', structuredClone(events), expected), input);
  const before = expected === 'no-stream' || expected === 0 ? [] : ['z1'];
  const left = (await wholeStream(world.open(), 'order-1')).length - before.length;
  ok(left === 0 || left === events.length, {
    message: 'The connection failed in the middle of a save, and a part of the batch stayed.',
    input,
    expected: `all ${events.length} events of the batch, or none`,
    actual: `${left} of them`,
  });
  const ids = [...before, ...idsOf(events)];
  versionIs(await save(world.open(), 'order-1', events, expected, { input }), ids.length, input);
  await orderIs(world.open(), ids, { message: storedOnce, input });
}

/** Each caller keeps the error that it got, whatever is refused after it. */
async function errorsStayAsTheyAre(store: EventStore, version: number): Promise<void> {
  const errors: [error: unknown, expected: number][] = [];
  for (const expected of [version + 1, version + 2, version + 3])
    errors.push([await saveConflicts(store, ['order-1', [paid('x1')], expected], version), expected]);
  for (const [error, expected] of errors) {
    const input = `the error of a save that expected ${expected}, after others were refused`;
    isConflict(error, expected, version, input);
  }
}

/** The same instance takes a save, and shows it. What was not refused may be there as well. */
async function goesOn(store: EventStore, stored: string[], input: string): Promise<void> {
  const there = idsOf(await wholeStream(store, 'order-1'));
  const fresh = paid(`g${there.length}`);
  const message = 'After a refusal or a failure the same instance must go on as if nothing had happened.';
  await save(store, 'order-1', [fresh], there.length, {
    message,
    input: `${saveCall('order-1', [fresh], there.length)} after ${input}`,
  });
  stored.splice(0, stored.length, ...there, fresh.id);
  await orderIs(store, stored, { message, input: `after ${input}` });
}

const badBatches: [what: string, events: NewEvent[]][] = [
  ['an event without an id', [paid('x1'), paid(''), paid('x2')]],
  ['an id that occurs twice', [paid('x1'), paid('x2'), paid('x1')]],
  ['a BigInt', [paid('x1'), { ...paid('x2'), data: { cents: 1n } }, paid('x3')]],
];

const refusals: [what: string, events: NewEvent[], expected: Expected | 'current'][] = [
  ['a conflict', [paid('x1')], 0],
  ['an event with a BigInt', [paid('x1'), { ...paid('x2'), data: 1n }], 'current'],
  ['an event without an id', [paid('')], 'any'],
  ['an id that occurs twice', [paid('x1'), paid('x1')], 'current'],
  ['a known id', [paid('x1'), placed('a1')], 'current'],
  ['a changed retry', [placed('a1', 'tea')], 0],
  ['a retry', [placed('a1')], 0],
  ['an empty batch', [], 'any'],
];

const outages: [what: string, isBroken: (operation: number) => boolean][] = [
  ['its first operation', (operation) => operation === 1],
  ['its second operation', (operation) => operation === 2],
  ['each operation', () => true],
];

type Call = (store: EventStore, version?: number, prefix?: string) => Promise<string>;

/** Every kind of call, and what it answers. */
const calls: [call: string, run: Call][] = [
  [saveCall('order-1', batch, 1), (store, version = 1, prefix = '') => saveTo(store, version, prefix)],
  [saveCall('order-1', batch, 'any'), (store, _, prefix = '') => saveTo(store, 'any', prefix)],
  ["getEvents('order-1')", async (store) => idsOf(await store.getEvents('order-1')).join(', ')],
  ['readAll(0, 10)', async (store) => idsOf(await store.readAll(0, 10)).join(', ')],
];

async function saveTo(store: EventStore, expected: Expected, prefix: string): Promise<string> {
  const events = batch.map((event) => ({ ...event, id: `${prefix && `${prefix}${expected}`}${event.id}` }));
  return `version ${versionOf(await store.saveEvents('order-1', events, expected))}`;
}
