import type { Req, Res, Rng } from '../../kit';
import { CircuitOpenError, TimeoutError, type Breaker } from './breaker';
import { InvalidOrderError, parseOrder, type NewOrder, type Order } from './order';

export interface OrderHandlerDeps {
  breaker: Breaker;
  publishOrder(order: Order): Promise<void>;
  newId(): string;
  rng?: Rng;
}

export function createOrderHandler(deps: OrderHandlerDeps): (req: Req) => Promise<Res> {
  const handler = new OrderHandler(deps);
  return (req) => handler.handle(req);
}

class OrderHandler {
  /** Asked in this order; the first that finds its kind in the chain answers. */
  readonly #kinds: readonly ((error: unknown) => Res | undefined)[] = [
    (error) => {
      const open = find(error, CircuitOpenError);
      return (
        open &&
        answer(
          503,
          { title: 'Closed', detail: 'Try later' },
          { 'Retry-After': this.#seconds(open.retryAfterMs) },
        )
      );
    },
    (error) => find(error, TimeoutError) && answer(504, { title: 'Unknown' }),
    () => answer(502, { title: 'Bad gateway', type: 'about:blank' }),
  ];

  constructor(readonly deps: OrderHandlerDeps) {}

  async handle(req: Req): Promise<Res> {
    let fields: NewOrder;
    try {
      fields = parseOrder(req.body);
    } catch (error) {
      const problems = error instanceof InvalidOrderError ? error.problems : [];
      return answer(400, { title: 'Invalid order', problems });
    }
    try {
      return await this.deps.breaker.execute(async () => {
        await Promise.resolve();
        const order = { ...fields, id: this.deps.newId(), source: 'web' };
        await this.deps.publishOrder(order);
        return answer(202, { ...order }, { Location: `/orders/${order.id}` });
      });
    } catch (error) {
      for (const kind of this.#kinds) {
        const found = kind(error);
        if (found) return found;
      }
      throw error;
    }
  }

  #seconds(ms: number): string {
    const least = Math.max(1, Math.ceil(ms / 1000));
    const most = Math.max(1, Math.ceil((ms * 1.2) / 1000));
    const { rng } = this.deps;
    return String(rng ? least + Math.floor(rng() * (most - least + 1)) : least);
  }
}

function find<T extends Error>(error: unknown, kind: abstract new (...values: never[]) => T): T | undefined {
  if (!(error instanceof Error)) return undefined;
  return error instanceof kind ? error : find(error.cause, kind);
}

function answer(status: number, body: object, more: Record<string, string> = {}): Res {
  const headers = new Headers(more);
  headers.set('Content-Type', `application/${status < 400 ? 'json' : 'problem+json'}; charset=utf-8`);
  const text = JSON.stringify(status < 400 ? body : { ...body, status });
  return { status, headers: Object.fromEntries(headers.entries()), body: text };
}
