// The broker is down when Ana's order is paid. It is back when Ben's order reaches another instance.
// Set a breakpoint where your OutboxPublisher sends: what is waiting, and what is taken out if produce fails?
import { check, equal, ManualClock, MemoryKv } from '../support';
import type { Msg } from '../../kit';
import { buildLoyaltyService } from '../../internal/loyalty/main';

check('events wait while the broker is down', async () => {
  const clock = new ManualClock();
  const kv = new MemoryKv(clock);
  let isDown = true;
  const accepted: string[] = [];
  const broker = {
    async produce(messages: Msg[]) {
      if (isDown) throw new Error('broker is down');
      accepted.push(...messages.map(({ key }) => String(key)));
    },
  };

  await buildLoyaltyService({ kv, broker, clock }).onOrderPaid({
    orderId: '1',
    customerId: 'ana',
    amountMinor: 1_000,
  });
  isDown = false;
  await buildLoyaltyService({ kv, broker, clock }).onOrderPaid({
    orderId: '2',
    customerId: 'ben',
    amountMinor: 1_000,
  });
  equal(accepted.sort(), ['ana', 'ben'], 'the customers of whom the broker has heard');
});
