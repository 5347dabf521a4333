// Two instances share a store. Ana earns and redeems through the first one, and looks at her balance through the second.
// Set a breakpoint where your GetBalance gets the account: does it ask the repository every time?
import { check, equal, ManualClock, MemoryKv } from '../support';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('a GET after a POST shows the new balance, on any instance', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  const broker = { produce: async () => undefined };
  const [one, two] = [buildLoyaltyService({ kv, broker, clock }), buildLoyaltyService({ kv, broker, clock })];
  const post = (action: string, body: object) =>
    one.handle({ method: 'POST', path: `/loyalty/ana/${action}`, headers: {}, body: JSON.stringify(body) });
  const shown = async () =>
    JSON.parse((await two.handle({ method: 'GET', path: '/loyalty/ana', headers: {} })).body);

  equal(await shown(), { error: 'not-found' }, 'the answer before the first order');
  await post('earn', { orderId: 'order-17', amountMinor: 5_000 });
  equal((await shown()).balance, 500, 'the balance after an order of 50 dollars');
  await post('redeem', { redemptionId: 'mug-1', points: 200 });
  equal((await shown()).balance, 300, 'the balance after a redemption of 200 points');
});
