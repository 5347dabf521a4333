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

/** The newest events of an order as they are written, and whoever watches it. */
interface Order {
  /** How many events there have been. */
  count: number;
  readonly kept: { readonly id: string; readonly text: string }[];
  readonly clients: Set<Client>;
}

/** The streams of all orders that somebody watches through this gateway. */
export class SseHub {
  readonly #options: SseOptions;
  readonly #orders = new Map<string, Order>();

  constructor(options: SseOptions) {
    this.#options = options;
  }

  /** Tells everybody who watches the order. Never waits for a client. Throws when the type has a line break. */
  publish(orderId: string, e: StatusEvent): void {
    if (/[\r\n]/.test(e.type)) throw new Error(`The type ${JSON.stringify(e.type)} has a line break.`);
    const order = this.#order(orderId);
    order.count += 1;
    const id = `${this.#options.epoch}-${order.count}`;
    const data = e.data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
    order.kept.push({ id, text: `id: ${id}\nevent: ${e.type}\n${data.join('')}\n` });
    if (order.kept.length > this.#options.history) order.kept.shift();
    for (const client of order.clients) client.catchUp();
  }

  /** Answers with a stream of the order's events, or refuses. Never rejects. */
  async connect(orderId: string, r: Req, w: StreamWriter): Promise<void> {
    const client = new Client(w, this.#options);
    w.onClose(() => client.leave());
    w.onDrain(() => client.drained());
    const status = await this.#statusFor(orderId, r.user);
    if (status === 200) client.join(this.#order(orderId), r.headers['last-event-id']);
    else client.refuse(status);
  }

  async #statusFor(orderId: string, user: Req['user']): Promise<number> {
    if (!user) return 401;
    try {
      return (await this.#options.ownerOf(orderId)) === user.id ? 200 : 404;
    } catch {
      return 503;
    }
  }

  #order(orderId: string): Order {
    const order = this.#orders.get(orderId) ?? { count: 0, kept: [], clients: new Set() };
    this.#orders.set(orderId, order);
    return order;
  }
}

/** One stream. It remembers how many events of its order it has had, and takes the next ones from what is kept. */
class Client {
  readonly #w: StreamWriter;
  readonly #options: SseOptions;
  #state: 'open' | 'full' | 'gone' = 'open';
  #order: Order | undefined;
  #had = 0;
  #cancelBeat = (): void => {};

  constructor(w: StreamWriter, options: SseOptions) {
    this.#w = w;
    this.#options = options;
  }

  refuse(status: number): void {
    if (this.#state === 'gone') return;
    this.#w.writeHead(status, {});
    this.#w.end();
  }

  join(order: Order, lastId: string | undefined): void {
    if (this.#state === 'gone') return;
    this.#w.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    this.#order = order;
    order.clients.add(this);
    this.#beatLater();
    const at = order.kept.findIndex(({ id }) => id === lastId);
    this.#had = at < 0 ? Math.max(0, order.count - 1) : order.count - order.kept.length + at + 1;
    if (lastId && at < 0) this.#write('event: reset\ndata: \n\n');
    this.catchUp();
  }

  /** Writes what it has not had yet, while there is room. What is no longer kept can't be made up for: the stream ends. */
  catchUp(): void {
    while (this.#order && this.#state !== 'gone') {
      const { count, kept } = this.#order;
      const missed = count - this.#had;
      if (missed > kept.length) return this.#end();
      const next = kept[kept.length - missed];
      if (!next || this.#state === 'full') return;
      this.#had += 1;
      this.#write(next.text);
    }
  }

  drained(): void {
    if (this.#state === 'full') this.#state = 'open';
    this.catchUp();
  }

  leave(): void {
    this.#state = 'gone';
    this.#cancelBeat();
    this.#order?.clients.delete(this);
  }

  #end(): void {
    this.leave();
    this.#w.end();
  }

  #write(text: string): void {
    try {
      if (!this.#w.write(text) && this.#state === 'open') this.#state = 'full';
    } catch {
      this.leave();
    }
  }

  #beatLater(): void {
    this.#cancelBeat = this.#options.clock.setTimeout(() => {
      this.#beatLater();
      if (this.#state === 'open') this.#write(':\n\n');
    }, this.#options.heartbeatMs);
  }
}
