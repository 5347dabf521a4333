// The store is down when the message of Ana's order comes. When it is back, the message is delivered again.
// Set a breakpoint where your onOrderPaid ends: what does the broker learn about the failure?
import { check, equal, fails, ManualClock, MemoryKv } from '../support';
import type { Kv } from '../../kit';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('a message counts as handled only when its points are saved', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  let isDown = true;
  const shaky: Kv = new Proxy(kv, {
    get:
      (target, operation: keyof Kv) =>
      async (...args: unknown[]) => {
        if (isDown) throw new Error('connection refused');
        return Reflect.apply(target[operation], target, args);
      },
  });
  const service = buildLoyaltyService({ kv: shaky, broker: { produce: async () => undefined }, clock });

  const order = { orderId: 'order-17', customerId: 'ana', amountMinor: 1_000 };
  await fails(() => service.onOrderPaid(order), 'an order while the store is down');
  isDown = false;
  await service.onOrderPaid(order);
  const answer = await service.handle({ method: 'GET', path: '/loyalty/ana', headers: {} });
  equal(JSON.parse(answer.body).balance, 100, 'the balance after the message was delivered again');
});
