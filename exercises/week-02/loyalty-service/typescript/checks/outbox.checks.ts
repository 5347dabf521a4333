import { equal, KvServer, ManualClock } from 'codealong/checkkit';
import { EventStoreAccountRepository } from '../reference/internal/loyalty/infrastructure/event-store-account-repository';
import type { LoyaltyService } from '../reference/internal/loyalty/main';
import { live } from './accounts';
import { saved } from './contract';
import { FakeBroker, Traffic } from './doubles';
import { about, checkMessages, describeEvent, sameList } from './messages';
import { Model } from './model';
import { mustReturn } from './outcomes';
import { deliver, FailingGate, failingEachCall, paid, post, startInstance, startWatched } from './service';
import { lookAlikes } from './use-cases';

const minute = 60 * 1_000;

it('outbox-loses-nothing', async () => {
  await leavesNothingRunning();
  await sendsAllThatWaited();
  await sendsHoweverManyWait();
  await survivesOneRefusal();
  await survivesOneFailureOfTheStore();
  await repeatsNoEventId();
  await tellsCustomersApart();
});

async function leavesNothingRunning(): Promise<void> {
  const traffic = new Traffic();
  const service = startWatched(new KvServer(), new FakeBroker(), traffic);
  for (const [input, call] of [
    ['OrderPaid order-1', () => service.onOrderPaid(paid('order-1'))],
    ['POST …/earn', () => post(service, '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 500 })],
    ['POST …/redeem', () => post(service, '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 10 })],
  ] as const) {
    const left = { open: 0, began: 0 };
    await mustReturn(async () => {
      await call();
      Object.assign(left, traffic);
    }, input);
    equal([left.open, traffic.began - left.began], [0, 0], {
      message: 'A command leaves work behind when it returns.',
      input: `${input}: calls to store and broker that were open when it returned, and that began later`,
    });
  }
}

/** One round of many commands, on two instances and for up to sixteen customers. The model is told as well. */
async function sendCommands(
  round: number,
  count: number,
  clock: ManualClock,
  model: Model,
  instances: readonly LoyaltyService[],
): Promise<void> {
  const regulars = ['ana', 'a', 'a1', 'an'];
  for (let n = 0; n < count; n++) {
    await clock.advance(2 * minute);
    const id = n % 5 === 0 && n % 9 < 7 ? `guest-${(n / 5) % 12}` : (regulars[n % 4] ?? 'ana');
    const service = instances[n % 3 === 0 ? 0 : 1];
    if (!service) continue;
    const name = `${round}-${n}`;
    const input = `command ${n + 1} of ${count}, for ${id}`;
    if (n % 9 < 4) {
      model.account(id).earn({ txId: name, amountMinor: 700, at: clock.now() });
      await mustReturn(() => service.onOrderPaid(paid(name, id, 700)), `${input}: OrderPaid ${name}`);
    } else if (n % 9 < 7) {
      model.account(id).earn({ txId: name, amountMinor: 500, at: clock.now() });
      const { status } = await post(service, `/loyalty/${id}/earn`, { orderId: name, amountMinor: 500 });
      equal(status, 200, { message: 'Earning fails.', input: `${input}: POST …/earn, status` });
    } else {
      const redemptionId = `mug-${round}-${Math.floor(n / 9)}`;
      model.account(id).redeem({ redemptionId, points: 3, at: clock.now() });
      const { status } = await post(service, `/loyalty/${id}/redeem`, { redemptionId, points: 3 });
      equal(status, 200, { message: 'Redeeming fails.', input: `${input}: POST …/redeem, status` });
    }
  }
}

/** Three outages. After each of them one command, another one each time, brings all that waited. */
async function sendsAllThatWaited(): Promise<void> {
  const store = new KvServer();
  const clock = new ManualClock();
  const broker = new FakeBroker();
  const model = new Model();
  const instances = [
    startInstance(store, { broker, clock }),
    startInstance(store, { broker, clock }),
  ] as const;
  const [one, two] = instances;
  const ends = [
    [
      'OrderPaid of another customer on instance 2',
      () => {
        model.account('bo').earn({ txId: 'end-0', amountMinor: 2_000, at: clock.now() });
        return deliver(two, paid('end-0', 'bo', 2_000));
      },
    ],
    [
      'POST …/redeem of this other customer on instance 1',
      () => {
        model.account('bo').redeem({ redemptionId: 'end-1', points: 10, at: clock.now() });
        return post(one, '/loyalty/bo/redeem', { redemptionId: 'end-1', points: 10 });
      },
    ],
    [
      'POST …/earn of a third customer on instance 2',
      () => {
        model.account('cleo').earn({ txId: 'end-1', amountMinor: 500, at: clock.now() });
        return post(two, '/loyalty/cleo/earn', { orderId: 'end-1', amountMinor: 500 });
      },
    ],
  ] as const;
  for (const [round, [name, end]] of ends.entries()) {
    const count = [130, 30, 12][round] ?? 12;
    broker.down = true;
    await sendCommands(round, count, clock, model, instances);
    broker.down = false;
    await end();
    const input = `outage ${round + 1} of the broker: ${count} commands for many customers on two instances; then the broker is back: ${name}`;
    for (const id of model.customers) {
      sameList(about(broker.accepted, id), model.events(id).map(describeEvent), {
        message: 'Events that waited have not arrived once each, in the order in which they were saved.',
        input: `${input}: messages about ${id}`,
      });
    }
    await sendCommands(round + 10, 9, clock, model, instances);
    for (const id of model.customers) {
      sameList(about(broker.accepted, id), model.events(id).map(describeEvent), {
        message: 'With the broker at work, events have not arrived once each.',
        input: `${input}; then nine more commands: messages about ${id}`,
      });
    }
  }
  checkMessages(broker.accepted, model.all());
}

/** Years of three customers wait, over two thousand events, saved at once. One command brings them all. */
async function sendsHoweverManyWait(): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const model = new Model();
  const repo = new EventStoreAccountRepository(store.connect());
  for (const id of ['ana', 'bo', 'cleo']) {
    live(model.account(id), 0, 430);
    await saved(repo, model.account(id), 0);
  }
  const waiting = model.all().length;
  await deliver(startInstance(store, { broker }), paid('last', 'dora'));
  for (const id of ['ana', 'bo', 'cleo']) {
    sameList(about(broker.accepted, id), model.events(id).map(describeEvent), {
      message: 'Events that waited have not arrived once each, in the order in which they were saved.',
      input: `${waiting} events of three customers are saved and wait; then one OrderPaid of another customer: messages about ${id}`,
    });
  }
}

/** The broker refuses one call, the first, second, … of those that bring twelve waiting events. Then all is well. */
async function survivesOneRefusal(): Promise<void> {
  for (const refused of [1, 2, 3, 7, 12]) {
    const store = new KvServer();
    const clock = new ManualClock();
    const broker = new FakeBroker();
    const model = new Model();
    const instances = [
      startInstance(store, { broker, clock }),
      startInstance(store, { broker, clock }),
    ] as const;
    broker.down = true;
    await sendCommands(0, 12, clock, model, instances);
    broker.down = false;
    let calls = 0;
    broker.before = () => {
      if (++calls === refused) throw new Error('not now');
    };
    await sendCommands(1, 2, clock, model, instances);
    broker.before = () => undefined;
    await sendCommands(2, 1, clock, model, instances);
    for (const id of model.customers) {
      sameList(about(broker.accepted, id), model.events(id).map(describeEvent), {
        message: 'Events have not arrived once each, in the order in which they were saved.',
        input: `twelve events wait; two more commands, and the broker refuses call ${refused}; then one more command: messages about ${id}`,
      });
    }
  }
}

/** One call to the store fails. What was saved arrives, in order, with the same id when it is sent again. */
async function survivesOneFailureOfTheStore(): Promise<void> {
  await failingEachCall(false, async (gate: FailingGate, told) => {
    const store = new KvServer();
    const broker = new FakeBroker();
    const calm = startInstance(store, { broker });
    broker.down = true;
    await deliver(calm, paid('order-1'));
    broker.down = false;
    const flaky = startInstance(store, { gate, broker });
    await post(flaky, '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 1_000 });
    await deliver(calm, paid('order-2'));
    await deliver(calm, paid('order-3'));
    sameList(
      [...new Set(about(broker.accepted, 'ana'))],
      ['order-1', 'order-2', 'order-3'].map((order) => `ana PointsEarned ${order} 100`),
      {
        message: 'Saved events have not arrived, or not in the order in which they were saved.',
        input: `order-1 waits; order-2, and ${told} to the store fails; order-2 again and order-3 on another instance: messages, without repetitions`,
      },
    );
    checkMessages(broker.accepted);
  });
}

/** More than 256 events of one customer: from the sixth order within an hour on, each order makes two. Half of them wait. */
async function repeatsNoEventId(): Promise<void> {
  const store = new KvServer();
  const clock = new ManualClock();
  const broker = new FakeBroker();
  const model = new Model();
  const instances = [
    startInstance(store, { broker, clock }),
    startInstance(store, { broker, clock }),
  ] as const;
  const orders = 140;
  for (let n = 1; n <= orders; n++) {
    broker.down = n > orders / 2 && n < orders;
    await clock.advance(10_000);
    model.account('ana').earn({ txId: `o-${n}`, amountMinor: 100, at: clock.now() });
    await deliver(instances[n % 2 === 0 ? 0 : 1], paid(`o-${n}`, 'ana', 100));
  }
  sameList(about(broker.accepted, 'ana'), model.events('ana').map(describeEvent), {
    message: 'Events have not arrived once each, in the order in which they were saved.',
    input: `${orders} orders of ana within an hour; the broker is down from number ${orders / 2 + 1} to the last but one: messages`,
  });
  checkMessages(broker.accepted, model.all());
}

/** Customers whose ids look alike have messages of their own, under their own ids. */
async function tellsCustomersApart(): Promise<void> {
  const store = new KvServer();
  const clock = new ManualClock();
  const broker = new FakeBroker();
  const model = new Model();
  const service = startInstance(store, { broker, clock });
  for (const id of lookAlikes) {
    for (const order of ['o-1', 'o-2']) {
      await clock.advance(2 * minute);
      model.account(id).earn({ txId: order, amountMinor: 100, at: clock.now() });
      await deliver(service, paid(order, id, 100));
    }
  }
  for (const id of lookAlikes)
    sameList(about(broker.accepted, id), model.events(id).map(describeEvent), {
      message: 'Events have not arrived once each, under the id of their customer.',
      input: `two orders of each of ${lookAlikes.length} customers whose ids look alike: messages about "${id}"`,
    });
  checkMessages(broker.accepted, model.all());
}
