import { equal, everyFault, finish, KvServer, Process, sameList } from 'codealong/checkkit';
import { FakeBroker } from './doubles';
import { about, checkMessages } from './messages';
import { deliver, paid, post, shownBalance, startInstance } from './service';

it('crash-loses-nothing', async () => {
  await everyFault('outage', (process) => crashes(process));
  for (const step of [1, 2, 3, 4])
    await everyFault('outage', (process) =>
      crashes(process, new Process('outage', { step, moment: 'before' })),
    );
  await everyFault('outage', crashesWhileRedeeming);
});

/** Instances die one after the other while they handle a sixth order in one hour, which makes two events; one more waits. */
async function crashes(...processes: readonly Process[]): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const healthy = startInstance(store, { broker });
  for (let order = 1; order <= 5; order++) {
    broker.down = order === 5;
    await deliver(healthy, paid(`order-${order}`, 'ana', 100));
  }
  broker.down = false;
  for (const process of processes) {
    const dying = startInstance(store, { gate: process, broker: broker.through(process) });
    await finish(
      () => dying.onOrderPaid(paid('order-6', 'ana', 100)),
      'OrderPaid order-6 on an instance that dies',
    );
  }
  await deliver(healthy, paid('order-6', 'ana', 100));
  await deliver(healthy, paid('order-7', 'bo', 100));
  const deaths = processes.map(({ story }) => `OrderPaid order-6 on an instance: ${story}`).join('; ');
  const input = `${deaths}; a healthy one gets order-6 again, then order-7 of another customer`;
  equal([await shownBalance(healthy, 'ana'), await shownBalance(healthy, 'bo')], [60, 10], {
    message: 'After a crash and a second delivery not every order has earned once.',
    input: `${input}: balances`,
  });
  const orders = [1, 2, 3, 4, 5, 6].map((order) => `ana PointsEarned order-${order} 10`);
  sameList([...new Set(about(broker.accepted, 'ana'))], [...orders, 'ana EarningFlagged order-6'], {
    message: 'After a crash not every event arrives, or not in the order in which they were saved.',
    input: `${input}: messages about the first customer, without repetitions`,
  });
  checkMessages(broker.accepted);
}

async function crashesWhileRedeeming(process: Process): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const healthy = startInstance(store, { broker });
  await deliver(healthy, paid('order-1', 'ana', 1_000));
  const dying = startInstance(store, { gate: process, broker: broker.through(process) });
  for (const service of [dying, healthy])
    await post(service, '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 40 });
  await deliver(healthy, paid('order-2', 'bo'));
  const input = `balance 100, redeem 40 as mug-1 on an instance: ${process.story}; mug-1 again on a healthy one, then an order of another customer`;
  equal(await shownBalance(healthy, 'ana'), 60, {
    message: 'After a crash the redemption is not paid once.',
    input: `${input}: balance`,
  });
  const expected = ['ana PointsEarned order-1 100', 'ana PointsRedeemed mug-1 40'];
  sameList([...new Set(about(broker.accepted, 'ana'))], expected, {
    message: 'After a crash the event of the redemption does not arrive.',
    input: `${input}: messages about the customer, without repetitions`,
  });
  checkMessages(broker.accepted);
}
