import { equal, everyInterleaving, KvServer, type Gate } from 'codealong/checkkit';
import { finish } from './doubles';
import { deliver, paid, post, send, shownBalance, startInstance } from './service';

it('read-your-writes', async () => {
  const store = new KvServer();
  const [one, two] = [startInstance(store), startInstance(store)];
  const input =
    'instance 1: earn 500 points; instance 2: read; instance 1: redeem 200; instance 2: read; instance 1: read';
  const earned = await post(one, '/loyalty/ana/earn', { orderId: 'order-1', amountMinor: 5_000 });
  equal(
    earned,
    { status: 200, body: { balance: 500, tier: 'silver' } },
    { message: 'An earn through HTTP does not work.', input },
  );
  const afterEarn = await shownBalance(two, 'ana');
  const redeemed = await post(one, '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 200 });
  equal(
    redeemed,
    { status: 200, body: { balance: 300 } },
    { message: 'A redemption through HTTP does not work.', input },
  );
  equal([afterEarn, await shownBalance(two, 'ana'), await shownBalance(one, 'ana')], [500, 300, 300], {
    message:
      'A GET after a POST shows an old balance. The customer sees the points missing, and orders again or calls.',
    input,
  });
  equal((await send((request) => one.handle(request), 'GET', '/loyalty/nobody')).status, 404, {
    message: 'A customer without an account is shown as one.',
    input: 'GET /loyalty/nobody',
  });
  for (const body of [
    { redemptionId: 'r', points: 0 },
    { redemptionId: 'r', points: -50 },
    { redemptionId: 'r', points: 1.5 },
  ]) {
    const answer = await post(one, '/loyalty/ana/redeem', body);
    equal([answer.status, await shownBalance(one, 'ana')], [400, 300], {
      message: 'An amount that makes no sense is taken, or refused with the wrong status.',
      input: `POST /loyalty/ana/redeem ${JSON.stringify(body)}: status, balance afterwards`,
    });
  }
});

it('order-paid-once', async () => {
  const store = new KvServer();
  const [one, two] = [startInstance(store), startInstance(store)];
  await deliver(one, paid('order-1'));
  await deliver(two, paid('order-1'));
  await deliver(one, paid('order-1'));
  equal(await shownBalance(two, 'ana'), 100, {
    message:
      'The same order earns once per instance. After a rebalance or a restart every redelivered message pays again.',
    input: 'OrderPaid order-1 (1,000 cents) to instance 1, to instance 2, and to instance 1 again',
  });
  const elsewhere = startInstance(new KvServer());
  await deliver(elsewhere, paid('order-1'));
  equal(await shownBalance(elsewhere, 'ana'), 100, {
    message:
      'What was seen is kept in a variable of the process, not with the account. It is gone after a restart, and wrong for another store.',
    input: 'OrderPaid order-1, to an instance on a different, empty store',
  });
  await everyInterleaving(async (schedule) => {
    const shared = new KvServer();
    const client = (name: string) => async () =>
      startInstance(shared, { gate: { before: () => schedule.turn(name) } }).onOrderPaid(paid('order-1'));
    await schedule.race({ A: client('A'), B: client('B') });
    equal(await shownBalance(startInstance(shared), 'ana'), 100, {
      message: 'The same order delivered to two instances at the same time does not earn exactly once.',
      input: `OrderPaid order-1 to A and B; store operations in the order ${schedule.order}`,
    });
  });
});

it('order-paid-failure', async () => {
  const store = new KvServer();
  let down = true;
  const gate: Gate = {
    before: () => {
      if (down) throw new Error('connect ECONNREFUSED loyalty-db-7');
    },
  };
  const service = startInstance(store, { gate });
  const outcome = await finish(() => service.onOrderPaid(paid('order-1')), 'OrderPaid order-1');
  equal(outcome.status, 'threw', {
    message:
      'onOrderPaid reports success although nothing was saved. The broker forgets the message, and the customer never gets the points.',
    input: 'OrderPaid order-1 while the store is down',
  });
  const answer = await post(service, '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 1_000 });
  equal(
    answer,
    { status: 500, body: { error: 'internal' } },
    {
      message: 'With the store down, the answer is not a plain 500.',
      input: 'POST /loyalty/ana/earn while the store is down',
    },
  );
  down = false;
  await deliver(service, paid('order-1'));
  equal(await shownBalance(service, 'ana'), 100, {
    message: 'The message that is delivered again after the outage brings nothing.',
    input: 'OrderPaid order-1 while the store is down, and again when it is back',
  });
});
