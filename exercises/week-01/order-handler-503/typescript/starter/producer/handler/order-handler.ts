import type { Req, Res, Rng } from '../../kit';
import type { Breaker } from './breaker';
import type { Order } from './order';

/** What an order handler works with. */
export interface OrderHandlerDeps {
  /** Guards the broker. */
  breaker: Breaker;
  /** Sends the order to the broker. Resolves when the broker has confirmed it. */
  publishOrder(order: Order): Promise<void>;
  /** A new id, safe in a URL. Never throws. */
  newId(): string;
  /** Random numbers in [0, 1), for stage 2. When it is left out, nothing is spread. */
  rng?: Rng;
}

/** A handler for new orders, `POST /orders`. It looks at the body only, and it never rejects: every failure is an answer. */
export function createOrderHandler(deps: OrderHandlerDeps): (req: Req) => Promise<Res> {
  // Begin with the good case. parseOrder in order.ts reads the body, and deps.breaker.execute calls what you give it.
  return async () => {
    throw new Error('Not written yet: a valid order is published and answered with 202 (rule 1).');
  };
}
