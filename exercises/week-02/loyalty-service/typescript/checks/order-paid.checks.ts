import {
  equal,
  everyFault,
  everyInterleaving,
  finish,
  KvServer,
  ok,
  type Process,
  type Schedule,
  settle,
} from 'codealong/checkkit';
import { lookAlikes } from './accounts';
import { deliver, field, five, paid, post, race, send, shownBalance, startInstance } from './service';

it('order-paid-once', async () => {
  const store = new KvServer();
  const [one, two] = [startInstance(store), startInstance(store)];
  const orders = [...lookAlikes, ...Array.from({ length: 7 }, (_, n) => `o-${n}`)];
  for (const instance of [one, two, one, two])
    for (const order of orders) await deliver(instance, paid(order, 'ana', 100));
  equal(await shownBalance(two, 'ana'), 10 * orders.length, {
    message: 'Not every order has earned its 10 points once.',
    input: `OrderPaid for ${orders.length} orders of 100 cents, "${orders.slice(0, 6).join('", "')}", …, each twice to each of two instances: balance`,
  });
  await startsAfreshOnAnotherStore();
  await everyInterleaving(earnsOnceAtTheSameTime, { limit: 100, samples: 100 });
  await everyInterleaving(earnsForAllAtTheSameTime, { limit: 60, samples: 100 });
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
async function earnsOnceAtTheSameTime(schedule: Schedule): Promise<void> {
  const store = new KvServer();
  await race(schedule, store, five, (service) => service.onOrderPaid(paid('order-1')));
  equal(await shownBalance(startInstance(store), 'ana'), 100, {
    message: 'An order that is delivered several times at the same time does not earn once.',
    input: `OrderPaid order-1 twice to A, twice to B and once to C; calls to the store in the order ${schedule.order}: balance`,
  });
}

/** Five orders of one customer at the same time. Those that are refused are delivered again. */
async function earnsForAllAtTheSameTime(schedule: Schedule): Promise<void> {
  const store = new KvServer();
  const results = await race(schedule, store, five, (service, order) => service.onOrderPaid(paid(order)));
  const refused = Object.keys(results).filter((order) => results[order]?.state === 'rejected');
  const calm = startInstance(store);
  for (const order of refused) await deliver(calm, paid(order));
  equal(await shownBalance(calm, 'ana'), 500, {
    message: 'An order that was handled has not earned, or has earned twice.',
    input: `five orders of 1,000 cents at the same time on A, B and C; calls to the store in the order ${schedule.order}; ${refused.length} refused and delivered again: balance`,
  });
}

it('order-paid-failure', async () => {
  for (const trouble of ['glitch', 'outage'] as const) {
    for (const customer of ['ana', 'bo'])
      await everyFault(trouble, (process) => failsUnlessSaved(customer, process));
    for (const request of requests) await everyFault(trouble, (process) => answers500(request, process));
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
async function failsUnlessSaved(customer: string, process: Process): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-0', 'ana'));
  const flaky = startInstance(store, { gate: process });
  const after = customer === 'ana' ? 200 : 100;
  const call = `OrderPaid order-1 of ${customer === 'ana' ? 'a known' : 'a new'} customer`;
  const outcome = await finish(() => flaky.onOrderPaid(paid('order-1', customer)), call);
  const input = `${call}; ${process.story}`;
  saysWhatIsSaved(outcome.status, await shownBalance(calm, customer), after, input);
  await deliver(calm, paid('order-1', customer));
  equal(await shownBalance(calm, customer), after, {
    message: 'A message that is delivered again has not earned once.',
    input: `${input}; then OrderPaid order-1 again: balance`,
  });
}

function saysWhatIsSaved(status: string, shown: unknown, after: number, input: string): void {
  ok(status === 'threw' || shown === after, {
    message: 'Handling OrderPaid succeeds, and the points are not saved.',
    input,
    expected: `an error, or the balance ${after}`,
    actual: `no error, and the balance ${String(shown)}`,
  });
}

/** What is asked for while the balance is 100, and the balance when it was done. */
const requests = [
  ['GET', '/loyalty/ana', undefined, 100],
  ['POST', '/loyalty/ana/earn', { orderId: 'order-2', amountMinor: 500 }, 150],
  ['POST', '/loyalty/ana/redeem', { redemptionId: 'mug-1', points: 40 }, 60],
] as const;

/** An HTTP request gets 500, or it has done its work. */
async function answers500(
  [method, path, body, after]: (typeof requests)[number],
  process: Process,
): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-0', 'ana'));
  const flaky = startInstance(store, { gate: process });
  const answer = await send((request) => flaky.handle(request), method, path, body);
  const shown = await shownBalance(calm, 'ana');
  const input = `balance 100; ${method} ${path}; ${process.story}`;
  if (answer.status === 200) {
    equal([field(answer.body, 'balance'), shown], [after, after], {
      message: 'A request gets 200, and its work is not saved.',
      input: `${input}: balance in the answer, balance afterwards`,
    });
  } else {
    equal([answer.status, answer.body], [500, { error: 'internal' }], {
      message: 'A request that failed with the store does not get 500 and "internal".',
      input: `${input}: status, body`,
    });
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
  const call = 'OrderPaid order-1 of 100 points';
  const slow = startInstance(store, { gate: { before: overtake } });
  const outcome = await finish(() => slow.onOrderPaid(paid('order-1')), call);
  await Promise.all(others);
  const input = `${call}; before each call to the store another instance saves an order of 10 points for the same customer, ${others.length} by then`;
  saysWhatIsSaved(outcome.status, await shownBalance(other, 'ana'), 10 * others.length + 100, input);
}
