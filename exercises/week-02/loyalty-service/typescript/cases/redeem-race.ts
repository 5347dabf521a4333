// Ana has 100 points. On her phone she takes a mug, on her laptop a bag of beans, in the same moment.
// Set a breakpoint where your RedeemReward loads, and one where your repository saves: in which order do the two come by?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('two instances cannot spend the same points', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const broker = { produce: async () => undefined };
  const instance = () => buildLoyaltyService({ kv, broker, clock });
  await instance().onOrderPaid({ orderId: 'order-17', customerId: 'ana', amountMinor: 1_000 });
  const redeem = async (redemptionId: string) => {
    const body = JSON.stringify({ redemptionId, points: 100 });
    return (await instance().handle({ method: 'POST', path: '/loyalty/ana/redeem', headers: {}, body }))
      .status;
  };

  const statuses = await Promise.all([redeem('mug-1'), redeem('beans-1')]);
  equal(
    statuses.filter((status) => status === 200).length,
    1,
    `how many got their reward (statuses ${statuses})`,
  );
});
