import type { Broker, Clock, Kv, Req, Res } from '../../kit';

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
export function buildLoyaltyService(d: { kv: Kv; broker: Broker; clock: Clock }): LoyaltyService {
  throw new Error(
    'Not written yet: build the adapters, give them to the use cases, and those to the router.',
  );
}
