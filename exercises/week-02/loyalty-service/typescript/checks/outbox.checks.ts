import { equal, everyFault, KvServer, mustReturn, type Process, sameList } from 'codealong/checkkit';
import { EventStoreAccountRepository } from '../reference/internal/loyalty/infrastructure/event-store-account-repository';
import { live, lookAlikes } from './accounts';
import { saved } from './contract';
import { FakeBroker, Traffic } from './doubles';
import { about, checkMessages } from './messages';
import { Office } from './office';
import { deliver, paid, post, startInstance } from './service';

it('outbox-loses-nothing', async () => {
  await leavesNothingRunning();
  await sendsAllThatWaited();
  await sendsHoweverManyWait();
  await survivesOneRefusal();
  await everyFault('glitch', survivesOneFailureOfTheStore);
  await repeatsNoEventId();
  await tellsCustomersApart();
});

async function leavesNothingRunning(): Promise<void> {
  const traffic = new Traffic();
  const broker = new FakeBroker().through(traffic);
  const service = startInstance(new KvServer(), { gate: traffic, broker });
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

/** Three outages. After each of them one command, another one each time, brings all that waited. */
async function sendsAllThatWaited(): Promise<void> {
  const office = new Office();
  const ends = [
    [40, 'OrderPaid of another customer on instance 2', () => office.orderPaid(1, 'bo', 'end-0', 2_000)],
    [30, 'POST …/redeem of this other customer on instance 1', () => office.redeem(0, 'bo', 'end-1', 10)],
    [12, 'POST …/earn of a third customer on instance 2', () => office.earn(1, 'cleo', 'end-1', 500)],
  ] as const;
  for (const [round, [count, name, end]] of ends.entries()) {
    office.broker.down = true;
    await office.commands(round, count);
    office.broker.down = false;
    await end();
    const input = `outage ${round + 1} of the broker: ${count} commands for many customers on two instances; then the broker is back: ${name}`;
    office.haveArrived(input);
    await office.commands(round + 10, 9);
    office.haveArrived(`${input}; then nine more commands`);
  }
}

/** Years of three customers wait, over 600 events, saved at once. One command brings them all. */
async function sendsHoweverManyWait(): Promise<void> {
  const office = new Office();
  const repo = new EventStoreAccountRepository(office.store.connect());
  for (const id of ['ana', 'bo', 'cleo']) {
    live(office.account(id), 0, 130);
    await saved(repo, office.account(id), 0);
  }
  await office.orderPaid(0, 'dora', 'last', 1_000);
  office.haveArrived(
    'over 600 events of three customers are saved and wait; then one OrderPaid of another one',
  );
}

/** The broker refuses one call, the first, second, … of those that bring twelve waiting events. Then all is well. */
async function survivesOneRefusal(): Promise<void> {
  for (const refused of [1, 2, 3, 7, 12]) {
    const office = new Office();
    office.broker.down = true;
    await office.commands(0, 12);
    office.broker.down = false;
    let calls = 0;
    office.broker.before = () => {
      if (++calls === refused) throw new Error('not now');
    };
    await office.commands(1, 2);
    office.broker.before = () => undefined;
    await office.commands(2, 1);
    office.haveArrived(
      `twelve events wait; two more commands, and the broker refuses call ${refused}; then one more command`,
    );
  }
}

/** One call to the store fails. What was saved arrives, in order, with the same id when it is sent again. */
async function survivesOneFailureOfTheStore(process: Process): Promise<void> {
  const store = new KvServer();
  const broker = new FakeBroker();
  const calm = startInstance(store, { broker });
  broker.down = true;
  await deliver(calm, paid('order-1'));
  broker.down = false;
  const flaky = startInstance(store, { gate: process, broker });
  await post(flaky, '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 1_000 });
  await deliver(calm, paid('order-2'));
  await deliver(calm, paid('order-3'));
  const expected = ['order-1', 'order-2', 'order-3'].map((order) => `ana PointsEarned ${order} 100`);
  sameList([...new Set(about(broker.accepted, 'ana'))], expected, {
    message: 'Saved events have not arrived, or not in the order in which they were saved.',
    input: `order-1 waits; order-2, and ${process.story}; order-2 again and order-3 on another instance: messages, without repetitions`,
  });
  checkMessages(broker.accepted);
}

/** More than 256 events of one customer: from the sixth order within an hour on, each order makes two. Half of them wait. */
async function repeatsNoEventId(): Promise<void> {
  const office = new Office();
  for (let n = 1; n <= 140; n++) {
    office.broker.down = n > 70 && n < 140;
    await office.clock.advance(10_000);
    await office.orderPaid(n % 2 === 0 ? 0 : 1, 'ana', `o-${n}`, 100);
  }
  office.haveArrived(
    '140 orders of ana within an hour; the broker is down from number 71 to the last but one',
  );
}

/** Customers whose ids look alike have messages of their own, under their own ids. */
async function tellsCustomersApart(): Promise<void> {
  const office = new Office();
  for (const id of lookAlikes) {
    for (const order of ['o-1', 'o-2']) {
      await office.clock.advance(120_000);
      await office.orderPaid(0, id, order, 100);
    }
  }
  office.haveArrived(`two orders of each of ${lookAlikes.length} customers whose ids look alike`);
}
