import { equal, everyInterleaving, KvServer, ok, request, type Schedule } from 'codealong/checkkit';
import { deliver, five, paid, race, shownBalance, startInstance, two } from './service';

it('redeem-race', async () => {
  for (const scenario of [redeemsTheLast, paysOnce]) {
    await everyInterleaving((schedule) => scenario(schedule, two));
    await everyInterleaving((schedule) => scenario(schedule, five), { limit: 60, samples: 100 });
  }
});

/** Each client redeems the last 100 points with a redemption of its own. */
async function redeemsTheLast(schedule: Schedule, clients: Record<string, string>): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-1'));
  const statuses = await redeemAtOnce(schedule, store, clients, (client) => `mug-${client}`);
  const input = `balance 100; ${Object.keys(clients).join(', ')} redeem 100 points each, as different rewards; calls to the store in the order ${schedule.order}`;
  const refused = statuses.filter((status) => [409, 422].includes(status));
  ok(statuses.includes(200) && refused.length === statuses.length - 1, {
    message: 'Not exactly one of the requests gets 200, and the others 409 or 422.',
    input,
    expected: 'one 200, else 409 or 422',
    actual: statuses.join(', '),
  });
  const left = await shownBalance(calm, 'ana');
  await deliver(calm, paid('order-2'));
  equal([left, await shownBalance(calm, 'ana')], [0, 100], {
    message: 'Not exactly 100 points were spent.',
    input: `${input}; then an order brings 100 points: balance before and after it`,
  });
}

/** Each client sends the same redemption of 100 points; the balance is 300. */
async function paysOnce(schedule: Schedule, clients: Record<string, string>): Promise<void> {
  const store = new KvServer();
  const calm = startInstance(store);
  await deliver(calm, paid('order-1', 'ana', 3_000));
  const statuses = await redeemAtOnce(schedule, store, clients, () => 'mug-1');
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

/** The statuses that clients get who redeem 100 points at the same time; 0 is no answer. */
async function redeemAtOnce(
  schedule: Schedule,
  store: KvServer,
  clients: Record<string, string>,
  redemptionOf: (client: string) => string,
): Promise<readonly number[]> {
  const results = await race(schedule, store, clients, (service, client) => {
    const body = { redemptionId: redemptionOf(client), points: 100 };
    return service.handle(request('POST', '/loyalty/ana/redeem', { body }));
  });
  return Object.values(results).map(({ value }) => value?.status ?? 0);
}
