import { describeRequest, fail, request, show, succeeds, watch, type Watched } from 'codealong/checkkit';
import type { Req, Res, Rng } from '../../../../kit/typescript/kit';
import type { Order } from '../reference/producer/handler/order';
import { createOrderHandler } from '../reference/producer/handler/order-handler';
import { Recorder } from './recorder';

/** One handler with a breaker, a broker and ids that the check controls. */
export class Shop {
  readonly breaker = new Recorder();
  readonly published: Order[] = [];
  readonly ids: string[] = [];
  /** What the broker does with an order. */
  broker: (order: Order) => Promise<void> = () => Promise.resolve();
  readonly #handle: (req: Req) => Promise<Res>;

  constructor(rng?: Rng) {
    const deps = {
      breaker: this.breaker,
      publishOrder: (order: Order): Promise<void> => {
        this.published.push({ id: order.id, customerName: order.customerName, coffeeType: order.coffeeType });
        return this.broker(order);
      },
      newId: (): string => {
        const number = this.ids.length;
        // Pairs that differ in their case alone: O-0x and o-0X.
        const id = number % 2 === 0 ? `O-${number / 2}x` : `o-${(number - 1) / 2}X`;
        this.ids.push(id);
        return id;
      },
    };
    this.#handle = createOrderHandler(Object.freeze(rng ? { ...deps, rng } : deps));
  }

  /** Sends a body and waits for the answer. */
  async send(body: string | undefined, input = describe(body)): Promise<Res> {
    const told = { message: 'The handler threw or rejected instead of answering.', input };
    const answer: unknown = await succeeds(() => this.#handle(requestOf(body)), told);
    if (isResponse(answer)) return answer;
    return fail({
      message: 'The handler gave no answer.',
      input,
      expected: 'an object with status, headers and body',
      actual: show(answer),
    });
  }

  /** Sends a body and goes on. */
  start(body: string, input: string): Watched<Res> {
    return watch(this.send(body, input));
  }

  /** What was asked of breaker, broker and ids, in one line. */
  get story(): string {
    return `breaker asked ${this.breaker.calls}×, published ${this.published.length}×, ids taken ${this.ids.length}`;
  }
}

export function describe(body: string | undefined): string {
  return describeRequest(requestOf(body));
}

function requestOf(body: string | undefined): Req {
  return Object.freeze(request('POST', '/orders', { body }));
}

function isResponse(answer: unknown): answer is Res {
  const { status, headers, body } = (answer ?? {}) as Partial<Res>;
  return (
    typeof status === 'number' && typeof headers === 'object' && headers !== null && typeof body === 'string'
  );
}
