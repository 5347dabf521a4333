import {
  describeError,
  equal,
  everyInterleaving,
  fail,
  KvServer,
  ok,
  type Schedule,
} from 'codealong/checkkit';
import { deliver, paid, shownBalance, startInstance } from './service';

it('redeem-race', async () => {
  const two = { A: 0, B: 1 };
  await everyInterleaving((schedule) => redeemsTheLast(schedule, two));
  await everyInterleaving((schedule) => paysOnce(schedule, two));
  const five = { A1: 0, A2: 0, B1: 1, B2: 1, C: 2 };
  await everyInterleaving((schedule) => redeemsTheLast(schedule, five), { limit: 100, samples: 200 });
  await everyInterleaving((schedule) => paysOnce(schedule, five), { limit: 100, samples: 200 });
});

/** Each client redeems the last 100 points with a redemption of its own. */
async function redeemsTheLast(schedule: Schedule, clients: Record<string, number>): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-1'));
  const statuses = await race(store, schedule, clients, (name) => `mug-${name}`);
  const input = `balance 100; ${Object.keys(clients).join(', ')} redeem 100 points each, as different rewards; calls to the store in the order ${schedule.order}`;
  ok(
    statuses.filter((status) => status === 200).length === 1 &&
      statuses.every((status) => [200, 409, 422].includes(status)),
    {
      message: 'Not exactly one of the requests gets 200, and the others 409 or 422.',
      input,
      expected: 'one 200, else 409 or 422',
      actual: statuses.join(', '),
    },
  );
  const left = await shownBalance(calm, 'ana');
  await deliver(calm, paid('order-2'));
  equal([left, await shownBalance(calm, 'ana')], [0, 100], {
    message: 'Not exactly 100 points were spent.',
    input: `${input}; then an order brings 100 points: balance before and after it`,
  });
}

/** Each client sends the same redemption of 100 points; the balance is 300. */
async function paysOnce(schedule: Schedule, clients: Record<string, number>): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-1', 'ana', 3_000));
  const statuses = await race(store, schedule, clients, () => 'mug-1');
  const input = `balance 300; ${Object.keys(clients).join(', ')} redeem 100 points each, all as mug-1; calls to the store in the order ${schedule.order}`;
  ok(statuses.includes(200) && statuses.every((status) => [200, 409].includes(status)), {
    message: 'A redemption that is sent several times gets another status than 200 or 409, or never 200.',
    input,
    expected: '200 or 409, at least one 200',
    actual: statuses.join(', '),
  });
  equal(await shownBalance(calm, 'ana'), 200, {
    message: 'A redemption that is sent several times is not paid once.',
    input: `${input}: balance afterwards`,
  });
}

/** Clients with the same number share an instance. */
async function race(
  store: KvServer,
  schedule: Schedule,
  clients: Record<string, number>,
  redemptionId: (name: string) => string,
): Promise<readonly number[]> {
  const instances = ['A', 'B', 'C'].map((name) =>
    startInstance(store, { gate: { before: () => schedule.turn(name) } }),
  );
  const requests = Object.entries(clients).map(([name, index]) => {
    const body = JSON.stringify({ redemptionId: redemptionId(name), points: 100 });
    const request = { method: 'POST', path: '/loyalty/ana/redeem', headers: {}, body };
    return [name, async () => instances[index]?.handle(request)] as const;
  });
  const results = await schedule.race(Object.fromEntries(requests));
  return Object.values(results).map(({ value, error }) => {
    if (value) return value.status;
    return fail({
      message: 'A request gets no answer.',
      input: `POST /loyalty/ana/redeem at the same time as others; calls to the store in the order ${schedule.order}`,
      expected: 'an answer',
      actual: `it threw ${describeError(error)}`,
    });
  });
}
