import type { Broker, Clock, Kv, Req, Res } from '../../kit';
import { EarnPoints } from './application/earn-points';
import { GetBalance } from './application/get-balance';
import { RedeemReward } from './application/redeem-reward';
import { EventStoreAccountRepository } from './infrastructure/event-store-account-repository';
import { OutboxPublisher } from './infrastructure/outbox-publisher';
import { loyaltyRouter } from './transport/http';

/** Another service tells that an order is paid. The broker may deliver it more than once, and to any instance. */
export interface OrderPaid {
  readonly orderId: string;
  readonly customerId: string;
  readonly amountMinor: number;
}

export interface LoyaltyService {
  handle(request: Req): Promise<Res>;
  /** Rejects when the points could not be saved, so that the broker delivers the message again. */
  onOrderPaid(event: OrderPaid): Promise<void>;
}

/** One instance of the service. Only this file knows which class stands behind which port. */
export function buildLoyaltyService({
  kv,
  broker,
  clock,
}: {
  kv: Kv;
  broker: Broker;
  clock: Clock;
}): LoyaltyService {
  const accounts = new EventStoreAccountRepository(kv);
  const publisher = new OutboxPublisher(kv, broker);
  const earnPoints = new EarnPoints(accounts, publisher, clock);
  const redeemReward = new RedeemReward(accounts, publisher, clock);
  const getBalance = new GetBalance(accounts, clock);
  return {
    handle: loyaltyRouter({ earnPoints, redeemReward, getBalance }),
    async onOrderPaid({ orderId, customerId, amountMinor }) {
      await earnPoints.execute({ customerId, orderId, amountMinor });
    },
  };
}
