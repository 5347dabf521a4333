import { equal, KvServer } from 'codealong/checkkit';
import { FakeBroker } from './doubles';
import { about, checkMessages, sameList } from './messages';
import { finish } from './outcomes';
import { deliver, FailingGate, failingEachCall, paid, post, shownBalance, startInstance } from './service';

it('crash-loses-nothing', async () => {
  await failingEachCall(true, (gate, told) => crashes([gate], told));
  for (const second of [1, 2, 3, 4]) {
    await failingEachCall(true, (gate, told) =>
      crashes(
        [gate, new FailingGate('before', second, true)],
        `${told}, then a second one before call ${second}`,
      ),
    );
  }
  await failingEachCall(true, crashesWhileRedeeming);
});

/** Instances die one after the other while they handle a sixth order in one hour, which makes two events; one more waits. */
async function crashes(gates: readonly FailingGate[], told: string): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const healthy = startInstance(store, { broker });
  for (let order = 1; order <= 5; order++) {
    broker.down = order === 5;
    await deliver(healthy, paid(`order-${order}`, 'ana', 100));
  }
  broker.down = false;
  const input = `OrderPaid order-6; an instance dies ${told} to store and broker; a healthy one gets order-6 again, then order-7 of another customer`;
  for (const gate of gates) {
    const dying = startInstance(store, { gate, broker: gate.to(broker) });
    await finish(() => dying.onOrderPaid(paid('order-6', 'ana', 100)), input);
  }
  await deliver(healthy, paid('order-6', 'ana', 100));
  await deliver(healthy, paid('order-7', 'bo', 100));
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

async function crashesWhileRedeeming(gate: FailingGate, told: string): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const healthy = startInstance(store, { broker });
  await deliver(healthy, paid('order-1', 'ana', 1_000));
  const dying = startInstance(store, { gate, broker: gate.to(broker) });
  const redemption = { redemptionId: 'mug-1', points: 40 };
  const input = `balance 100, redeem 40 as mug-1; the instance dies ${told} to store and broker; mug-1 again on a healthy one, then an order of another customer`;
  await post(dying, '/loyalty/ana/redeem', redemption);
  await post(healthy, '/loyalty/ana/redeem', redemption);
  await deliver(healthy, paid('order-2', 'bo'));
  equal(await shownBalance(healthy, 'ana'), 60, {
    message: 'After a crash the redemption is not paid once.',
    input: `${input}: balance`,
  });
  sameList(
    [...new Set(about(broker.accepted, 'ana'))],
    ['ana PointsEarned order-1 100', 'ana PointsRedeemed mug-1 40'],
    {
      message: 'After a crash the event of the redemption does not arrive.',
      input: `${input}: messages about the customer, without repetitions`,
    },
  );
  checkMessages(broker.accepted);
}
