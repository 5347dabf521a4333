import { equal, everyInterleaving, KvServer, settle } from 'codealong/checkkit';
import { finish } from './outcomes';
import {
  deliver,
  failingEachCall,
  field,
  paid,
  post,
  send,
  shownBalance,
  startInstance,
  type FailingGate,
} from './service';

it('order-paid-once', async () => {
  const store = new KvServer();
  const [one, two] = [startInstance(store), startInstance(store)];
  const orders = [
    'order-1',
    ' order-1',
    'ORDER-1',
    'order+1',
    '__proto__',
    ...['é', 'e\u0301', `${'o'.repeat(300)}1`, `${'o'.repeat(300)}2`],
    ...Array.from({ length: 7 }, (_, n) => `o-${n}`),
  ];
  for (const instance of [one, two, one, two])
    for (const order of orders) await deliver(instance, paid(order, 'ana', 100));
  equal(await shownBalance(two, 'ana'), 10 * orders.length, {
    message: 'Not every order has earned its 10 points once.',
    input: `OrderPaid for ${orders.length} orders of 100 cents, ${orders
      .slice(0, 5)
      .map((order) => `"${order}"`)
      .join(', ')}, …, each twice to each of two instances: balance`,
  });
  await startsAfreshOnAnotherStore();
  await earnsOnceAtTheSameTime();
  await earnsForAllAtTheSameTime();
});

async function startsAfreshOnAnotherStore(): Promise<void> {
  const redemption = { redemptionId: 'mug-1', points: 30 };
  for (const store of ['first', 'second', 'third']) {
    const service = startInstance(new KvServer());
    const input = `a new, empty store (the ${store})`;
    equal(await shownBalance(service, 'ana'), 'status 404', {
      message: 'A balance is remembered outside the store.',
      input: `${input}: GET /loyalty/ana`,
    });
    await deliver(service, paid('order-1'));
    const { body } = await post(service, '/loyalty/ana/redeem', redemption);
    equal([field(body, 'balance'), await shownBalance(service, 'ana')], [70, 70], {
      message: 'An order or a redemption is remembered outside the store.',
      input: `${input}: OrderPaid order-1 brings 100 points, redeem 30 as mug-1: balance in the answer, and by GET`,
    });
  }
}

/** The same order in five deliveries at the same time, on three instances. */
async function earnsOnceAtTheSameTime(): Promise<void> {
  await everyInterleaving(
    async (schedule) => {
      const store = new KvServer();
      const instances = ['A', 'B', 'C'].map((name) =>
        startInstance(store, { gate: { before: () => schedule.turn(name) } }),
      );
      const to = (index: number) => async () => instances[index]?.onOrderPaid(paid('order-1'));
      await schedule.race({ A1: to(0), A2: to(0), B1: to(1), B2: to(1), C: to(2) });
      equal(await shownBalance(startInstance(store), 'ana'), 100, {
        message: 'An order that is delivered several times at the same time does not earn once.',
        input: `OrderPaid order-1 twice to A, twice to B and once to C; calls to the store in the order ${schedule.order}: balance`,
      });
    },
    { limit: 200, samples: 200 },
  );
}

/** Five orders of one customer at the same time. Those that are refused are delivered again. */
async function earnsForAllAtTheSameTime(): Promise<void> {
  await everyInterleaving(
    async (schedule) => {
      const store = new KvServer();
      const instances = ['A', 'B', 'C'].map((name) =>
        startInstance(store, { gate: { before: () => schedule.turn(name) } }),
      );
      const orders = { A1: 0, A2: 0, B1: 1, B2: 1, C: 2 };
      const clients = Object.entries(orders).map(
        ([order, index]) => [order, async () => instances[index]?.onOrderPaid(paid(order))] as const,
      );
      const results = Object.entries(await schedule.race(Object.fromEntries(clients)));
      const refused = results.filter(([, { state }]) => state === 'rejected').map(([order]) => order);
      const calm = startInstance(store);
      for (const order of refused) await deliver(calm, paid(order));
      equal(await shownBalance(calm, 'ana'), 500, {
        message: 'An order that was handled has not earned, or has earned twice.',
        input: `five orders of 1,000 cents at the same time on A, B and C; calls to the store in the order ${schedule.order}; ${refused.length} refused and delivered again: balance`,
      });
    },
    { limit: 100, samples: 200 },
  );
}

it('order-paid-failure', async () => {
  for (const forever of [false, true]) {
    for (const customer of ['ana', 'bo'])
      await failingEachCall(forever, (gate, told) =>
        failsUnlessSaved(
          customer,
          gate,
          `${told} to the store fails${forever ? ', and all later ones' : ''}`,
        ),
      );
    await failingEachCall(forever, (gate, told) =>
      answers500(gate, `${told} to the store fails${forever ? ', and all later ones' : ''}`),
    );
  }
  await failsForWhatCannotEarn();
  await failsWhenOvertaken();
});

/** An amount that no purchase can have earns nothing, so its message is not handled. */
async function failsForWhatCannotEarn(): Promise<void> {
  const service = startInstance(new KvServer());
  const input = 'OrderPaid order-1 of -1 cents';
  const { status } = await finish(() => service.onOrderPaid(paid('order-1', 'ana', -1)), input);
  equal([status, await shownBalance(service, 'ana')], ['threw', 'status 404'], {
    message: 'Handling OrderPaid succeeds, and nothing is saved.',
    input: `${input}: how it ended, GET afterwards`,
  });
}

/** A message is refused, or its points are there. Delivered again, it has earned once. */
async function failsUnlessSaved(customer: string, gate: FailingGate, told: string): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-0', 'ana'));
  const before = customer === 'ana' ? 100 : 0;
  const input = `OrderPaid order-1 of ${customer === 'ana' ? 'a known' : 'a new'} customer; ${told}`;
  const outcome = await finish(
    () => startInstance(store, { gate }).onOrderPaid(paid('order-1', customer)),
    input,
  );
  const shown = await shownBalance(calm, customer);
  equal(outcome.status === 'returned' && shown !== before + 100, false, {
    message: 'Handling OrderPaid succeeds, and the points are not saved.',
    input: `${input}; balance afterwards: ${String(shown)}`,
  });
  await deliver(calm, paid('order-1', customer));
  equal(await shownBalance(calm, customer), before + 100, {
    message: 'A message that is delivered again has not earned once.',
    input: `${input}; then OrderPaid order-1 again: balance`,
  });
}

/** An HTTP request gets 500, or it has done its work. */
async function answers500(gate: FailingGate, told: string): Promise<void> {
  const requests = [
    ['GET', '/loyalty/ana', undefined, 100],
    ['POST', '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 500 }, 150],
    ['POST', '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 40 }, 60],
  ] as const;
  for (const [method, path, body, expected] of requests) {
    const store = new KvServer();
    const calm = startInstance(store);
    await deliver(calm, paid('order-0', 'ana'));
    gate.calls = 0;
    const flaky = startInstance(store, { gate });
    const input = `balance 100; ${method} ${path}; ${told}`;
    const answer = await send((request) => flaky.handle(request), method, path, body);
    const shown = await shownBalance(calm, 'ana');
    if (answer.status === 200) {
      equal([field(answer.body, 'balance'), shown], [expected, expected], {
        message: 'A request gets 200, and its work is not saved.',
        input: `${input}: balance in the answer, balance afterwards`,
      });
    } else {
      equal([answer.status, answer.body], [500, { error: 'internal' }], {
        message: 'A request that failed with the store does not get 500 and "internal".',
        input,
      });
    }
  }
}

/** Before each call of this instance another one saves something for the same customer, unless it has to wait for this one. */
async function failsWhenOvertaken(): Promise<void> {
  const store = new KvServer();
  const other = startInstance(store);
  const others: Promise<void>[] = [];
  const overtake = async (): Promise<void> => {
    if (others.length === 30) return;
    const saved = deliver(other, paid(`other-${others.length}`, 'ana', 100));
    others.push(saved);
    await Promise.race([saved, settle().then(settle)]);
  };
  const input =
    'OrderPaid order-1; before each call to the store another instance saves an order of the same customer';
  const slow = startInstance(store, { gate: { before: overtake } });
  const outcome = await finish(() => slow.onOrderPaid(paid('order-1')), input);
  await Promise.all(others);
  const shown = await shownBalance(other, 'ana');
  equal(outcome.status === 'returned' && shown !== 10 * others.length + 100, false, {
    message: 'Handling OrderPaid succeeds, and the points are not saved.',
    input: `${input}; ${others.length} orders of 10 points by then, and order-1 of 100; balance afterwards: ${String(shown)}`,
  });
}
