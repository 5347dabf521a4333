// The message of Ana's order is delivered to two instances in the same moment, and later once more.
// Set a breakpoint where your onOrderPaid hands the order on: what tells that it was handled before, and where is it kept?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('a paid order earns once, whichever instance hears of it', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const broker = { produce: async () => undefined };
  const [one, two] = [buildLoyaltyService({ kv, broker, clock }), buildLoyaltyService({ kv, broker, clock })];

  const order = { orderId: 'order-17', customerId: 'ana', amountMinor: 1_000 };
  await Promise.allSettled([one.onOrderPaid(order), two.onOrderPaid(order)]);
  await two.onOrderPaid(order);
  const answer = await one.handle({ method: 'GET', path: '/loyalty/ana', headers: {} });
  equal(
    JSON.parse(answer.body).balance,
    100,
    'the balance after one order of 10 dollars, delivered three times',
  );
});
