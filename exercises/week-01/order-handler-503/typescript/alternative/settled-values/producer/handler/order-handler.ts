import type { Req, Res, Rng } from '../../kit';
import { CircuitOpenError, TimeoutError, type Breaker } from './breaker';
import { parseOrder, type Order } from './order';

export interface OrderHandlerDeps {
  breaker: Breaker;
  publishOrder(order: Order): Promise<void>;
  newId(): string;
  rng?: Rng;
}

type Handler = (req: Req) => Promise<Res>;

/** A refusal on its way to whoever writes it. */
class Refusal {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly headers: Record<string, string> = {},
  ) {}
}

export function createOrderHandler(deps: OrderHandlerDeps): Handler {
  return writingRefusals(async (req) => {
    const [parsed] = await Promise.allSettled([(async () => parseOrder(req.body))()]);
    if (parsed.status === 'rejected') throw new Refusal(400, 'No order');
    const order: Order = { id: deps.newId(), ...parsed.value };
    const publish = async (): Promise<void> => deps.publishOrder(order);
    const [sent] = await Promise.allSettled([deps.breaker.execute(publish)]);
    if (sent.status === 'rejected') throw refusalFor(linksOf(sent.reason), deps.rng);
    const headers = { 'CONTENT-TYPE': 'application/json', LOCATION: `/orders/${order.id}` };
    return { status: 202, headers, body: JSON.stringify(order) };
  });
}

function writingRefusals(inner: Handler): Handler {
  return (req) =>
    inner(req).catch((refusal: unknown) => {
      if (!(refusal instanceof Refusal)) throw refusal;
      const { status, title, headers } = refusal;
      const body = JSON.stringify({ type: 'about:blank', title, status, instance: '/orders' });
      return { status, headers: { ...headers, 'Content-Type': 'application/problem+json' }, body };
    });
}

function refusalFor(links: readonly Error[], rng: Rng = () => 1): Refusal {
  const [open] = links.filter((link): link is CircuitOpenError => link instanceof CircuitOpenError);
  if (open) {
    const ms = open.retryAfterMs;
    const later = ms * 0.2 * (1 - rng());
    const seconds = Math.ceil((ms + later) / 1000) || 1;
    return new Refusal(503, 'Later, please', { 'RETRY-AFTER': seconds.toString() });
  }
  return links.some((link) => link instanceof TimeoutError)
    ? new Refusal(504, 'Perhaps')
    : new Refusal(502, 'No');
}

function linksOf(error: unknown): Error[] {
  const links: Error[] = [];
  while (error instanceof Error) {
    links.push(error);
    error = error.cause;
  }
  return links;
}
