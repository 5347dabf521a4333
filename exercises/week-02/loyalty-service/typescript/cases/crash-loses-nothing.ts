// An instance dies in the middle of Ana's order, after 1, 2, 3… calls to store and broker. Another one gets the message again.
// Set a breakpoint at each of your calls to the Kv and the broker: what is lost if this one is the last?
import { check, equal, ManualClock, MemoryKv } from '../support';
import type { Kv, Msg } from '../../kit';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('a crash at any step loses no event', async () => {
  const clock = new ManualClock();
  for (const alive of [1, 2, 3, 4, 5, 6]) {
    const kv = new MemoryKv(clock);
    let calls = 0;
    const call = () => {
      if (++calls > alive) throw new Error('this instance is dead');
    };
    const dying: Kv = new Proxy(kv, {
      get:
        (target, operation: keyof Kv) =>
        async (...args: unknown[]) => {
          call();
          return Reflect.apply(target[operation], target, args);
        },
    });
    const heard = new Set<string>();
    const broker = {
      async produce(messages: Msg[]) {
        for (const { key } of messages) heard.add(String(key));
      },
    };
    const dyingBroker = {
      async produce(messages: Msg[]) {
        call();
        await broker.produce(messages);
      },
    };

    const ana = { orderId: '1', customerId: 'ana', amountMinor: 1_000 };
    await Promise.allSettled([
      buildLoyaltyService({ kv: dying, broker: dyingBroker, clock }).onOrderPaid(ana),
    ]);
    const healthy = buildLoyaltyService({ kv, broker, clock });
    await healthy.onOrderPaid(ana);
    await healthy.onOrderPaid({ orderId: '2', customerId: 'ben', amountMinor: 1_000 });
    equal(
      [...heard].sort(),
      ['ana', 'ben'],
      `the customers of whom the broker has heard, after a crash at call ${alive + 1}`,
    );
  }
});
