import { equal, fail, ok, show, type Gate, type KvOperation, type Outcome } from 'codealong/checkkit';
import type { EventStore } from './support';
import {
  ended,
  eventsOf,
  idsOf,
  isNoConflict,
  logIs,
  paid,
  placed,
  refused,
  save,
  saveConflicts,
  streamIs,
  World,
} from './support';

const batch = [paid('a1'), paid('a2'), paid('a3')];

describe('failures', () => {
  it('failing-midway-leaves-nothing', async () => {
    await everyCrash(async (gate, input) => {
      const world = new World();
      await save(world.open(), 'order-1', [placed('z1')], 0);
      await ended(() => world.open(gate).saveEvents('order-1', batch, 1), input);
      const left = idsOf(await eventsOf(world.open(), 'order-1'));
      ok(left.length === 1 || left.length === 4, {
        message:
          'The connection died in the middle of a save and a part of the batch stayed. Nobody will ever complete it.',
        input,
        expected: 'the whole batch or nothing of it',
        actual: left.join(', '),
      });
      await save(world.open(), 'order-1', batch, 1);
      const told = {
        message:
          'After a crash in the middle of a save and a retry the batch must be stored once, in the stream and in the log.',
        input,
      };
      await streamIs(world.open(), 'order-1', ['z1', 'a1', 'a2', 'a3'], told);
      await logIs(world.open(), ['z1', 'a1', 'a2', 'a3'], told);
    });
  });

  it('failures-reach-the-caller', async () => {
    const calls: [string, (store: EventStore) => Promise<unknown>][] = [
      ["saveEvents('order-1', [a1, a2, a3], 1)", (store) => store.saveEvents('order-1', batch, 1)],
      ["getEvents('order-1')", async (store) => idsOf(await store.getEvents('order-1'))],
      ['readAll(0, 10)', async (store) => idsOf(await store.readAll(0, 10))],
    ];
    for (const [call, run] of calls) {
      await everyCrash(async (gate, crash) => {
        const world = new World();
        await save(world.open(), 'order-1', [placed('z1')], 0);
        const input = `${call}; ${crash}`;
        const outcome = await ended(() => run(world.open(gate)), input);
        if (outcome.status === 'returned') return isTrue(outcome, world, call, input);
        return isNoConflict(outcome.error, {
          message:
            'The key-value store could not be reached. To call that a ConcurrencyError blames another customer.',
          input,
        });
      });
    }
  });

  it('usable-after-refusal', async () => {
    const world = new World();
    let broken = false;
    const store = world.open({
      before: () => {
        if (broken) throw new Error('connection reset');
      },
    });
    await save(store, 'order-1', [placed('a1')], 0);
    await saveConflicts(store, ['order-1', [paid('x1')], 0], 1, { message: 'This save must be refused.' });
    await save(store, 'order-1', [paid('a2')], 1);
    await refused(() => store.saveEvents('order-1', [{ ...paid('x1'), data: 1n }], 2), {
      message: 'An event with a BigInt must be refused.',
      input: 'data: 1n',
      expected: 'an error',
    });
    await save(store, 'order-1', [paid('a3')], 2);
    broken = true;
    const crashed = await ended(
      () => store.saveEvents('order-1', [paid('a4')], 3),
      'the key-value store is down',
    );
    ok(crashed.status === 'threw', {
      message: 'The key-value store is down, so nothing is saved.',
      expected: 'an error',
      actual: show(crashed),
    });
    broken = false;
    await save(store, 'order-1', [paid('a4')], 3);
    await streamIs(store, 'order-1', ['a1', 'a2', 'a3', 'a4'], {
      message: 'After a refusal the store must go on as if nothing had happened.',
      input: 'a conflict, an unstorable event and an outage, with a good save after each',
    });
  });
});

/** Runs the scenario with a connection that dies before operation 1, 2, 3… or just after the store carried it out. */
async function everyCrash(scenario: (gate: Gate, input: string) => Promise<void>): Promise<void> {
  for (const moment of ['before', 'after'] as const) {
    for (let last = 1, died = true; died; last++) {
      if (last > 200) fail({ message: 'One call takes more than 200 operations on the key-value store.' });
      died = false;
      const die = ({ number }: KvOperation): void => {
        if (number < last) return;
        died = true;
        throw new Error('connection reset');
      };
      const dead = (operation: KvOperation): void =>
        operation.number > last && moment === 'after' ? die(operation) : undefined;
      const gate: Gate = moment === 'before' ? { before: die } : { before: dead, after: die };
      await scenario(gate, `the connection dies ${moment} operation ${last} of the call`);
    }
  }
}

/** A call that resolves although its connection died must have told the truth. */
async function isTrue(outcome: Outcome<unknown>, world: World, call: string, input: string): Promise<void> {
  const stored = idsOf(await eventsOf(world.open(), 'order-1'));
  const answer = outcome.status === 'returned' ? outcome.value : undefined;
  const truth = call.startsWith('save') ? { version: 4 } : ['z1'];
  equal(answer, truth, {
    message: 'The connection died, and the call resolved all the same with something that is not so.',
    input,
  });
  if (call.startsWith('save')) {
    equal(stored, ['z1', 'a1', 'a2', 'a3'], {
      message: 'The connection died, nothing was stored, and the caller was told that it was.',
      input,
    });
  }
}
