import type { Clock, Req } from '../../kit';
import type { StatusEvent, StreamWriter } from './stream';

export interface SseOptions {
  /** How many events are kept for each order. From 1. */
  history: number;
  /** The longest silence on a stream, in milliseconds. */
  heartbeatMs: number;
  /** Letters and digits. No two hubs have the same, not even the same gateway before and after a restart. */
  epoch: string;
  /** The user id of the order's owner; `null` when there is no such order. It may reject. */
  ownerOf(orderId: string): Promise<string | null>;
  clock: Clock;
}

/** An event, and the one after it as soon as there is one. */
interface Link {
  readonly id: string;
  readonly text: string;
  readonly number: number;
  next?: Link;
}

interface Order {
  newest: Link;
  /** By id, the oldest first. */
  readonly kept: Map<string, Link>;
  readonly wake: Set<() => void>;
}

export class SseHub {
  readonly #orders = new Map<string, Order>();

  constructor(private readonly options: SseOptions) {}

  publish(orderId: string, e: StatusEvent): void {
    if (e.type.split(/[\r\n]/).length > 1) throw new Error('line break in a type');
    const order = this.#order(orderId);
    const id = `${this.options.epoch}/${crypto.randomUUID()}`;
    const data = `data: ${e.data.replace(/\r\n?/g, '\n').replaceAll('\n', '\ndata: ')}`;
    const link: Link = {
      id,
      text: `event: ${e.type}\nid: ${id}\n${data}\n\n`,
      number: order.newest.number + 1,
    };
    order.newest = order.newest.next = link;
    order.kept.set(id, link);
    for (const oldest of order.kept.keys()) {
      if (order.kept.size > this.options.history) order.kept.delete(oldest);
    }
    for (const wake of [...order.wake]) wake();
  }

  async connect(orderId: string, r: Req, w: StreamWriter): Promise<void> {
    const left = new AbortController();
    w.onClose(() => left.abort());
    let status = 401;
    try {
      if (r.user) status = (await this.options.ownerOf(orderId)) === r.user.id ? 200 : 404;
    } catch {
      status = 503;
    }
    if (left.signal.aborted) return;
    w.writeHead(status, status === 200 ? streamHead : {});
    if (status === 200) await this.#serve(this.#order(orderId), r.headers['last-event-id'] ?? '', w, left);
    else w.end();
  }

  async #serve(order: Order, lastId: string, w: StreamWriter, left: AbortController): Promise<void> {
    let full = false;
    let wake = (): void => {};
    const called = (): void => wake();
    const write = (text: string): void => {
      if (left.signal.aborted || full) return;
      try {
        full = !w.write(text);
      } catch {
        left.abort();
      }
    };
    order.wake.add(called);
    left.signal.addEventListener('abort', called);
    w.onDrain(() => {
      full = false;
      called();
    });
    const known = order.kept.get(lastId);
    let last = known ?? beforeNewest(order);
    if (lastId && !known) write('data:\nevent: reset\n\n');
    void this.#beat(() => write(':\n\n'), left.signal);
    while (!left.signal.aborted) {
      if (order.newest.number - last.number > this.options.history) {
        left.abort();
        w.end();
      } else if (last.next && !full) {
        last = last.next;
        write(last.text);
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
    order.wake.delete(called);
  }

  async #beat(write: () => void, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.options.clock.sleep(this.options.heartbeatMs, signal);
        write();
      }
    } catch {
      // Whoever has left needs no heartbeat.
    }
  }

  #order(orderId: string): Order {
    let order = this.#orders.get(orderId);
    if (!order) {
      order = { newest: { id: '', text: '', number: 0 }, kept: new Map(), wake: new Set() };
      this.#orders.set(orderId, order);
    }
    return order;
  }
}

const streamHead = {
  'content-type': 'Text/Event-Stream',
  'CACHE-CONTROL': 'private, no-cache',
  'X-Accel-Buffering': 'no',
};

/** Where somebody stands who is to get the newest event and what comes after it. */
function beforeNewest({ newest }: Order): Link {
  return newest.number === 0 ? newest : { id: '', text: '', number: newest.number - 1, next: newest };
}
