import { equal, everyInterleaving, KvServer, ManualClock, type Gate } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import { FakeBroker, finish } from './doubles';
import { checkMessages, describeMessage } from './messages';
import { deliver, paid, post, shownBalance, startInstance } from './service';

it('outbox-loses-nothing', async () => {
  const store = new KvServer();
  const clock = new ManualClock();
  const broker = new FakeBroker();
  const [one, two] = [startInstance(store, { broker, clock }), startInstance(store, { broker, clock })];
  broker.down = true;
  const input =
    'broker down; OrderPaid order-1 (6,000 cents), earn for order-2 (1,000 cents), redeem 100; broker back; on another instance: OrderPaid order-3 of another customer';
  await deliver(one, paid('order-1', 'ana', 6_000));
  const earned = await post(one, '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 1_000 });
  const redeemed = await post(one, '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 100 });
  equal([earned.status, redeemed.status, await shownBalance(one, 'ana')], [200, 200, 625], {
    message: 'While the broker is down, customers cannot earn or redeem, or their points are undone.',
    input: `${input}: statuses and balance`,
  });
  broker.down = false;
  await deliver(two, paid('order-3', 'bo'));
  const about = (message: Msg): string => `${String(message.key)} ${describeMessage(message)}`;
  equal(
    broker.accepted.filter(({ key }) => key === 'ana').map(about),
    ['ana order-1 600', 'ana order-2 125', 'ana mug-1 100'],
    {
      message:
        'Events that could not be published while the broker was down are lost, repeated or out of order. Other services now disagree with this one for good.',
      input: `${input}: what the broker got about the first customer`,
    },
  );
  equal(broker.accepted.filter(({ key }) => key !== 'ana').map(about), ['bo order-3 100'], {
    message: 'The event of the last command did not arrive once, with the customer as its key.',
    input,
  });
  checkMessages(broker.accepted);
  const before = broker.accepted.length;
  await deliver(one, paid('order-4', 'bo'));
  equal(broker.accepted.slice(before).map(about), ['bo order-4 100'], {
    message: 'Events that the broker has confirmed are sent again with every command.',
    input: `${input}; then OrderPaid order-4`,
  });
});

it('outbox-race', async () => {
  await everyInterleaving(async (schedule) => {
    const store = new KvServer();
    const broker = new FakeBroker();
    const client = (name: string) => async () => {
      const own = new FakeBroker();
      own.before = () => schedule.turn(name);
      const relay = {
        produce: async (messages: Msg[]) => (await own.produce(messages), broker.produce(messages)),
      };
      const service = startInstance(store, { gate: { before: () => schedule.turn(name) }, broker: relay });
      await service.onOrderPaid(paid(`order-${name}`, `customer-${name}`));
    };
    await schedule.race({ A: client('A'), B: client('B') });
    await deliver(startInstance(store, { broker }), paid('order-C', 'customer-C'));
    const arrived = new Set(broker.accepted.map(describeMessage));
    equal([...arrived].sort(), ['order-A 100', 'order-B 100', 'order-C 100'], {
      message:
        'Two instances empty the outbox at the same time, and one throws away what the other one has just put in.',
      input: `OrderPaid to A and B for two customers; operations in the order ${schedule.order}; then one more order: what arrived`,
    });
    checkMessages(broker.accepted);
  });
});

it('crash-loses-nothing', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let operation = 1, crashed = true; crashed; operation++) {
      crashed = await crashAt(when, operation);
    }
  }
});

/** One instance dies at its n-th step, store and broker counted together; the broker delivers its message to another one. */
async function crashAt(when: 'before' | 'after', operation: number): Promise<boolean> {
  const store = new KvServer();
  const broker = new FakeBroker();
  let steps = 0;
  const die = (): void => {
    if (steps >= operation) throw new Error('this process has crashed');
  };
  const gate: Gate =
    when === 'before'
      ? { before: () => (steps++, die()) }
      : { before: () => (die(), void steps++), after: die };
  const dying = {
    produce: async (messages: Msg[]) => {
      await gate.before?.({ name: 'get', keys: [], number: 0 });
      await broker.produce(messages);
      await gate.after?.({ name: 'get', keys: [], number: 0 });
    },
  };
  await finish(
    () => startInstance(store, { gate, broker: dying }).onOrderPaid(paid('order-1')),
    'OrderPaid order-1',
  );
  const other = startInstance(store, { broker });
  await deliver(other, paid('order-1'));
  await deliver(other, paid('order-2', 'bo'));
  const input = `OrderPaid order-1; the instance dies ${when} its step ${operation} (calls to store and broker); another instance gets OrderPaid order-1 again, then order-2`;
  equal([await shownBalance(other, 'ana'), await shownBalance(other, 'bo')], [100, 100], {
    message: 'After a crash and a redelivery the order did not earn exactly once.',
    input,
  });
  const arrived = new Set(broker.accepted.map(describeMessage));
  equal([...arrived].sort(), ['order-1 100', 'order-2 100'], {
    message:
      'After a crash the points are there, but nobody is ever told of them: saving them and noting them for publication are two steps.',
    input,
  });
  return steps >= operation;
}
