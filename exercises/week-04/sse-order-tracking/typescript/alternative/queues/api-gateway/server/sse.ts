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

interface Kept {
  readonly id: string;
  readonly text: string;
}

interface Client {
  send(kept: Kept): void;
}

export class SseHub {
  readonly #options: SseOptions;
  #published = 0;
  readonly #kept = new Map<string, Kept[]>();
  readonly #clients = new Map<string, Set<Client>>();

  constructor(options: SseOptions) {
    this.#options = options;
  }

  publish(orderId: string, { type, data }: StatusEvent): void {
    if (type.includes('\n') || type.includes('\r')) throw new TypeError('A type has one line.');
    const id = `${this.#options.epoch}.${++this.#published}`;
    const lines = data.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
    const text = [`event: ${type}`, ...lines.map((line) => `data: ${line}`), `id: ${id}`, '', ''].join('\n');
    const kept = [...(this.#kept.get(orderId) ?? []), { id, text }].slice(-this.#options.history);
    this.#kept.set(orderId, kept);
    for (const client of this.#clients.get(orderId) ?? []) client.send({ id, text });
  }

  async connect(orderId: string, r: Req, w: StreamWriter): Promise<void> {
    let closed = false;
    let whenClosed = (): void => {};
    w.onClose(() => {
      closed = true;
      whenClosed();
    });
    const owner = await this.#options.ownerOf(orderId).catch(() => undefined);
    if (closed) return;
    const refused = !r.user ? 401 : owner === undefined ? 503 : owner === r.user.id ? undefined : 404;
    if (refused) {
      w.writeHead(refused, { 'Content-Type': 'text/plain' });
      w.write(`${refused}\n`);
      w.end();
      return;
    }
    this.#stream(orderId, w, r.headers['last-event-id'] || undefined, (leave) => (whenClosed = leave));
  }

  /** `onClose` is told what to do when the connection is gone. */
  #stream(
    orderId: string,
    w: StreamWriter,
    lastId: string | undefined,
    onClose: (leave: () => void) => void,
  ): void {
    const { history, heartbeatMs, clock } = this.#options;
    const clients = this.#clients.get(orderId) ?? new Set();
    this.#clients.set(orderId, clients);
    let queue: string[] = [];
    let [full, gone, missed] = [false, false, 0];
    let cancel = (): void => {};

    const leave = (): void => {
      gone = true;
      queue = [];
      cancel();
      clients.delete(client);
    };
    onClose(leave);
    const write = (text: string): void => {
      cancel();
      try {
        full = !w.write(text);
      } catch {
        leave();
      }
      beatLater();
    };
    const beatLater = (): void => {
      cancel();
      if (!gone && !full) cancel = clock.setTimeout(() => write(': still here\n\n'), heartbeatMs);
    };
    const flush = (): void => {
      while (!full && !gone && queue.length > 0) {
        missed = Math.max(0, missed - 1);
        write(queue.shift() ?? '');
      }
    };
    const client: Client = {
      send({ text }) {
        missed += 1;
        if (missed <= history) queue.push(text);
        flush();
      },
    };

    w.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'keep-alive',
    });
    w.onDrain(() => {
      full = false;
      if (missed > history && !gone) {
        leave();
        w.end();
      }
      beatLater();
      flush();
    });
    beatLater();
    clients.add(client);
    const kept = this.#kept.get(orderId) ?? [];
    const at = kept.findIndex(({ id }) => id === lastId);
    if (lastId !== undefined && at < 0) write('event: reset\ndata\n\n');
    const missing = at < 0 ? kept.slice(-1) : kept.slice(at + 1);
    missed = missing.length;
    queue.push(...missing.map(({ text }) => text));
    flush();
  }
}
