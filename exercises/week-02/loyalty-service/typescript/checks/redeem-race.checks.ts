import { equal, everyInterleaving, KvServer, ok, type Schedule } from 'codealong/checkkit';
import { deliver, paid, shownBalance, startInstance, type Answer } from './service';

it('redeem-race', async () => {
  await everyInterleaving(async (schedule) => {
    const store = new KvServer();
    const calm = startInstance(store);
    await deliver(calm, paid('order-1'));
    const answers = await race(store, schedule, {
      A: { redemptionId: 'mug-1', points: 100 },
      B: { redemptionId: 'mug-2', points: 100 },
    });
    const input = `balance 100; A and B redeem 100 each; store operations in the order ${schedule.order}`;
    const statuses = answers.map(({ status }) => status);
    ok(
      statuses.filter((status) => status === 200).length === 1 &&
        statuses.every((status) => [200, 409, 422].includes(status)),
      {
        message: 'The last 100 points buy two rewards, or none.',
        input,
        expected: 'one 200, and one 409 or 422',
        actual: statuses.join(' and '),
      },
    );
    await deliver(calm, paid('order-2'));
    equal(await shownBalance(calm, 'ana'), 100, {
      message: 'More points were spent than there were: the next purchase only pays the debt.',
      input: `${input}; then another purchase brings 100 points`,
    });
  });
  await everyInterleaving(async (schedule) => {
    const store = new KvServer();
    const calm = startInstance(store);
    await deliver(calm, paid('order-1', 'ana', 3_000));
    const same = { redemptionId: 'mug-1', points: 100 };
    const statuses = (await race(store, schedule, { A: same, B: same })).map(({ status }) => status);
    const input = `balance 300; A and B send the same redemption of 100; store operations in the order ${schedule.order}`;
    ok(statuses.includes(200) && statuses.every((status) => [200, 409].includes(status)), {
      message: 'A redemption that a client sends twice is refused, although it holds.',
      input,
      expected: 'two 200, or one 200 and one 409',
      actual: statuses.join(' and '),
    });
    equal(await shownBalance(calm, 'ana'), 200, {
      message: 'A redemption that a client sends twice is paid twice.',
      input,
    });
  });
});

async function race(store: KvServer, schedule: Schedule, bodies: Record<string, object>): Promise<Answer[]> {
  const clients = Object.entries(bodies).map(([name, body]) => {
    const service = startInstance(store, { gate: { before: () => schedule.turn(name) } });
    const request = { method: 'POST', path: '/loyalty/ana/redeem', headers: {}, body: JSON.stringify(body) };
    return [name, () => service.handle(request)] as const;
  });
  const results = await schedule.race(Object.fromEntries(clients));
  return Object.values(results).map(({ value, error }) => {
    if (!value) throw error;
    return { status: value.status, body: JSON.parse(value.body) as unknown };
  });
}
