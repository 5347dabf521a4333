import type { Req, Res, Rng } from '../../kit';
import { CircuitOpenError, TimeoutError, type Breaker } from './breaker';
import { parseOrder, type NewOrder, type Order } from './order';

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
  const { breaker, publishOrder, newId, rng } = deps;
  return async ({ body }) => {
    const valid = read(body);
    if (!valid) return problem(400, 'This is not an order.');
    const order = { ...valid, id: newId() };
    try {
      await breaker.execute(() => publishOrder(order));
    } catch (error) {
      return answerTo(error, rng);
    }
    return {
      status: 202,
      headers: { 'content-type': 'application/json', location: `/orders/${order.id}` },
      body: JSON.stringify({ id: order.id }),
    };
  };
}

function read(body: string | undefined): NewOrder | undefined {
  try {
    return parseOrder(body);
  } catch {
    return undefined;
  }
}

/** Decides by the types in the chain of causes alone: anybody can write a text. */
function answerTo(error: unknown, rng: Rng | undefined): Res {
  const chain = [...causesOf(error)];
  const open = chain.find((link) => link instanceof CircuitOpenError);
  if (open) {
    const spread = 1 + 0.2 * (rng?.() ?? 0);
    const seconds = Math.max(1, Math.ceil((open.retryAfterMs * spread) / 1000));
    return problem(503, 'We can take no orders now. Please come back later.', {
      'retry-after': `${seconds}`,
    });
  }
  if (chain.some((link) => link instanceof TimeoutError))
    return problem(504, 'We do not know whether your order was taken.');
  return problem(502, 'Your order could not be taken.');
}

/** The error, its cause, the cause of that one, and so on. */
function* causesOf(error: unknown): Generator<Error> {
  for (let link = error; link instanceof Error; link = link.cause) yield link;
}

function problem(status: number, title: string, headers: Record<string, string> = {}): Res {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ title, status }),
  };
}
