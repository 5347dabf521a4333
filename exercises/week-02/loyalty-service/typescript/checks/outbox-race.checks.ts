import { everyInterleaving, KvServer, sameList, type Schedule } from 'codealong/checkkit';
import { FakeBroker } from './doubles';
import { checkMessages, describeMessage } from './messages';
import { deliver, five, paid, race, startInstance, two } from './service';

const some = { limit: 80, samples: 120 };

it('outbox-race', async () => {
  await everyInterleaving((schedule) => losesNoEvent(schedule, two), some);
  await everyInterleaving((schedule) => losesNoEvent(schedule, five), some);
  await everyInterleaving(sendsEachEventOnce, some);
});

const describeOrder = (customer: string): string => `${customer} PointsEarned order 100`;

async function losesNoEvent(schedule: Schedule, clients: Record<string, string>): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  await race(schedule, store, clients, (service, name) => service.onOrderPaid(paid('order', name)), broker);
  await deliver(startInstance(store, { broker }), paid('order', 'last'));
  const customers = [...Object.keys(clients), 'last'];
  sameList([...new Set(broker.accepted.map(describeMessage))].sort(), customers.map(describeOrder).sort(), {
    message: 'Instances publish at the same time, and not every event arrives.',
    input: `OrderPaid of ${customers.length - 1} customers at the same time; calls to store and broker in the order ${schedule.order}; then one more order: messages, without repetitions`,
  });
  checkMessages(broker.accepted);
}

/** Three events wait, and five commands run at the same time on one instance. */
async function sendsEachEventOnce(schedule: Schedule): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const calm = startInstance(store, { broker });
  broker.down = true;
  for (const name of ['w1', 'w2', 'w3']) await deliver(calm, paid('order', name));
  broker.down = false;
  const clients = { a: 'A', b: 'A', c: 'A', d: 'A', e: 'A' };
  await race(schedule, store, clients, (service, name) => service.onOrderPaid(paid('order', name)), broker);
  await deliver(calm, paid('order', 'last'));
  const customers = ['w1', 'w2', 'w3', ...Object.keys(clients), 'last'];
  sameList(broker.accepted.map(describeMessage).sort(), customers.map(describeOrder).sort(), {
    message: 'Several commands publish at the same time on one instance, and not every event arrives once.',
    input: `three events wait; OrderPaid of five customers at the same time on one instance; calls in the order ${schedule.order}; then one more order: messages`,
  });
  checkMessages(broker.accepted);
}
