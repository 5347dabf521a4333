import { equal, KvServer } from 'codealong/checkkit';
import { deliver, field, paid, post, shownBalance, startInstance } from './service';

it('read-your-writes', async () => {
  const store = new KvServer();
  const instances = [startInstance(store), startInstance(store), startInstance(store)] as const;
  const [one, two, three] = instances;
  const showsEverywhere = async (expected: unknown, input: string) => {
    const shown = [];
    for (const instance of instances) shown.push(await shownBalance(instance, 'ana'));
    equal(shown, [expected, expected, expected], {
      message: 'A GET does not show what was saved before it.',
      input: `${input}; then GET on each of three instances: balances`,
    });
  };
  await showsEverywhere('status 404', 'nothing was saved for ana');
  for (let round = 0; round < 4; round++) {
    const before = round * 50;
    const order = { orderId: `order-${round}`, amountMinor: 500 };
    const earned = await post(one, '/loyalty/ana/earn', order);
    equal([earned.status, field(earned.body, 'balance')], [200, before + 50], {
      message: 'Earning through HTTP does not return the new balance.',
      input: `round ${round + 1}, balance ${before}, POST /loyalty/ana/earn ${JSON.stringify(order)}: status, balance`,
    });
    await showsEverywhere(before + 50, `round ${round + 1}, balance ${before}, an order brings 50 points`);
    await deliver(two, paid(`paid-${round}`, 'ana', 300));
    await showsEverywhere(
      before + 80,
      `round ${round + 1}, balance ${before + 50}, OrderPaid brings 30 points`,
    );
    const redeemed = await post(three, '/loyalty/ana/redeem', { redemptionId: `mug-${round}`, points: 30 });
    equal([redeemed.status, field(redeemed.body, 'balance')], [200, before + 50], {
      message: 'Redeeming through HTTP does not return the new balance.',
      input: `round ${round + 1}, balance ${before + 80}, redeem 30 points: status, balance`,
    });
    await showsEverywhere(before + 50, `round ${round + 1}, balance ${before + 80}, redeem 30 points`);
  }
  for (const body of [0, -50, 1.5].map((points) => ({ redemptionId: 'r', points }))) {
    const { status } = await post(one, '/loyalty/ana/redeem', body);
    equal([status, await shownBalance(two, 'ana')], [400, 200], {
      message: 'An amount that no reward can have does not get 400, or changes the balance.',
      input: `balance 200, POST /loyalty/ana/redeem ${JSON.stringify(body)}: status, balance afterwards`,
    });
  }
  const unknown = await post(one, '/loyalty/nobody/redeem', { redemptionId: 'r', points: 1 });
  equal([unknown.status, await shownBalance(one, 'nobody')], [404, 'status 404'], {
    message: 'A customer without an account does not get 404.',
    input: 'POST /loyalty/nobody/redeem and GET /loyalty/nobody: status, status',
  });
});
