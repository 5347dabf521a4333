import { everyInterleaving, KvServer, type Schedule } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import { FakeBroker } from './doubles';
import { checkMessages, describeMessage, sameList } from './messages';
import { deliver, paid, startInstance } from './service';

const some = { limit: 150, samples: 250 };

it('outbox-race', async () => {
  await everyInterleaving((schedule) => losesNoEvent(schedule, { A: 0, B: 1 }), some);
  await everyInterleaving((schedule) => losesNoEvent(schedule, { A1: 0, A2: 0, B1: 1, B2: 1, C: 2 }), some);
  await everyInterleaving(sendsEachEventOnce, some);
});

/** An instance that waits for its turn before each call to store and broker. */
function scheduled(schedule: Schedule, name: string, store: KvServer, broker: FakeBroker) {
  const before = (): Promise<void> => schedule.turn(name);
  const relay = { produce: async (messages: Msg[]) => (await before(), broker.produce(messages)) };
  return startInstance(store, { gate: { before }, broker: relay });
}

async function losesNoEvent(schedule: Schedule, clients: Record<string, number>): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const instances = ['A', 'B', 'C'].map((name) => scheduled(schedule, name, store, broker));
  const commands = Object.entries(clients).map(
    ([name, index]) => [name, async () => instances[index]?.onOrderPaid(paid('order', `c-${name}`))] as const,
  );
  await schedule.race(Object.fromEntries(commands));
  await deliver(startInstance(store, { broker }), paid('order', 'c-last'));
  const expected = [...Object.keys(clients), 'last'].map((name) => `c-${name} PointsEarned order 100`);
  sameList([...new Set(broker.accepted.map(describeMessage))].sort(), expected.sort(), {
    message: 'Instances publish at the same time, and not every event arrives.',
    input: `OrderPaid of ${commands.length} customers at the same time; calls to store and broker in the order ${schedule.order}; then one more order: messages, without repetitions`,
  });
  checkMessages(broker.accepted);
}

/** Three events wait, and five commands run at the same time on one instance. */
async function sendsEachEventOnce(schedule: Schedule): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const calm = startInstance(store, { broker });
  broker.down = true;
  for (const name of ['1', '2', '3']) await deliver(calm, paid('order', `w-${name}`));
  broker.down = false;
  const one = scheduled(schedule, 'A', store, broker);
  const commands = ['a', 'b', 'c', 'd', 'e'].map(
    (name) => [name, () => one.onOrderPaid(paid('order', `c-${name}`))] as const,
  );
  await schedule.race(Object.fromEntries(commands));
  await deliver(calm, paid('order', 'c-f'));
  const expected = ['w-1', 'w-2', 'w-3', ...'abcdef'].map(
    (name) => `${name.length > 1 ? name : `c-${name}`} PointsEarned order 100`,
  );
  sameList(broker.accepted.map(describeMessage).sort(), expected.sort(), {
    message: 'Several commands publish at the same time on one instance, and not every event arrives once.',
    input: `three events wait; OrderPaid of five customers at the same time on one instance; calls in the order ${schedule.order}; then one more order: messages`,
  });
  checkMessages(broker.accepted);
}
