import type { Clock, Msg } from '../../kit';
import type { Db, Tx } from '../../kit/db';

export interface ConsumerOptions {
  db: Db;
  /** The effect of a message. What it writes through `tx` commits or rolls back with your own writes. It may reject or throw. */
  handle(m: Msg, tx: Tx): Promise<void>;
  /** Tells the broker that everything below offset `next` is finished. It may reject: then nothing is known. */
  commit(partition: number, next: number, generation: number): Promise<void>;
  /** Asks the broker's client for no more records of the partition. Records already on their way still come. */
  pause(partition: number): void;
  resume(partition: number): void;
  /** How many messages are worked on at the same time, over all partitions. */
  concurrency: number;
  /** How many messages of a partition may be open before it is paused. */
  maxInFlight: number;
  /** How long to wait before another try, in milliseconds. */
  retryMs: number;
  /** How far back a repeated message is recognised, in offsets. May be 0. */
  window: number;
  clock: Clock;
}

class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

class Part {
  readonly tails = new Map<string, Promise<void>>();
  readonly received: { readonly offset: number; finished: boolean }[] = [];
  readonly naps = new Set<() => void>();
  atWork = 0;
  becameIdle = (): void => undefined;
  over: Promise<void> | undefined;
  wish = -1;
  confirmed = -1;
  sending = false;
  paused = false;
}

interface Mark {
  readonly id: string;
  readonly offset: number;
}

export class OrderedConsumer {
  readonly #o: ConsumerOptions;
  readonly #slots: Slots;
  readonly #parts = new Map<number, Part>();
  /** Partition → what may have to be forgotten, of all its assignments. */
  readonly #marks = new Map<number, Mark[]>();
  #generation = -1;

  constructor(options: ConsumerOptions) {
    this.#o = options;
    this.#slots = new Slots(options.concurrency);
  }

  onAssign(partitions: number[], generation: number): void {
    this.#generation = generation;
    for (const p of partitions) {
      this.#parts.set(p, new Part());
      if (!this.#marks.has(p)) this.#marks.set(p, []);
    }
  }

  onRecords(partition: number, messages: Msg[]): void {
    const part = this.#parts.get(partition);
    if (!part || part.over) return;
    for (const m of messages) {
      const place = { offset: m.offset ?? 0, finished: false };
      part.received.push(place);
      const carry = (): Promise<void> => this.#carry(partition, part, m, place);
      if (m.key === null) void carry();
      else this.#behind(part, m.key, carry);
    }
    if (part.paused || part.received.length < this.#o.maxInFlight) return;
    part.paused = true;
    this.#o.pause(partition);
  }

  async onRevoke(partitions: number[]): Promise<void> {
    await Promise.all(
      partitions.map((p) => {
        const part = this.#parts.get(p);
        return part && (part.over ??= this.#giveBack(p, part));
      }),
    );
  }

  #behind(part: Part, key: string, carry: () => Promise<void>): void {
    const tail = (part.tails.get(key) ?? Promise.resolve()).then(carry);
    part.tails.set(key, tail);
    void tail.then(() => part.tails.get(key) === tail && part.tails.delete(key));
  }

  async #giveBack(p: number, part: Part): Promise<void> {
    for (const wake of part.naps) wake();
    if (part.atWork > 0) await new Promise<void>((resolve) => (part.becameIdle = resolve));
    if (part.wish !== part.confirmed) await this.#send(p, part);
    this.#parts.delete(p);
  }

  async #carry(p: number, part: Part, m: Msg, place: { finished: boolean }): Promise<void> {
    for (;;) {
      await this.#slots.take();
      if (part.over) return this.#slots.give();
      const done = await this.#work(part, async () => {
        const ended = await this.#attempt(p, part, m);
        if (ended) this.#finish(p, part, place);
        return ended;
      });
      this.#slots.give();
      if (done) return;
      if (!part.over) await this.#nap(part);
    }
  }

  #finish(p: number, part: Part, place: { finished: boolean }): void {
    place.finished = true;
    while (part.received[0]?.finished) part.wish = (part.received.shift()?.offset ?? 0) + 1;
    if (part.over) return;
    if (part.paused && part.received.length < this.#o.maxInFlight) {
      part.paused = false;
      this.#o.resume(p);
    }
    this.#commit(p, part);
  }

  async #attempt(p: number, part: Part, m: Msg): Promise<boolean> {
    const id = `${p}/${m.headers['message-id']}`;
    const offset = m.offset ?? 0;
    let lost = false;
    try {
      await this.#o.db.transaction(async (tx) => {
        if (await tx.get('seen', id)) return;
        await this.#o.handle(m, tx);
        try {
          await tx.insert('seen', id, { partition: p, offset, key: m.key });
        } catch (error) {
          lost = (error as { code?: string }).code === '23505';
          throw error;
        }
      });
    } catch {
      if (!lost) return false;
    }
    this.#marks.get(p)?.push({ id, offset });
    return true;
  }

  #commit(p: number, part: Part): void {
    if (part.sending || part.over || part.wish === part.confirmed) return;
    part.sending = true;
    const sending = this.#work(part, () => this.#send(p, part));
    void sending.then(async (ok) => {
      part.sending = false;
      if (!ok && !part.over) await this.#nap(part);
      this.#commit(p, part);
    });
  }

  async #send(p: number, part: Part): Promise<boolean> {
    const next = part.wish;
    try {
      await this.#o.commit(p, next, this.#generation);
    } catch {
      return false;
    }
    part.confirmed = next;
    const marks = this.#marks.get(p) ?? [];
    const old = marks.filter(({ offset }) => offset < next - this.#o.window);
    this.#marks.set(
      p,
      marks.filter((mark) => !old.includes(mark)),
    );
    for (const mark of old)
      await this.#o.db
        .transaction((tx) => tx.delete('seen', mark.id))
        .catch(() => this.#marks.get(p)?.push(mark));
    return true;
  }

  /** What has to end before the partition is given back. */
  async #work<T>(part: Part, work: () => Promise<T>): Promise<T> {
    part.atWork++;
    const result = await work();
    part.atWork--;
    if (part.atWork === 0) part.becameIdle();
    return result;
  }

  #nap(part: Part): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        part.naps.delete(wake);
        resolve();
      };
      const cancel = this.#o.clock.setTimeout(wake, this.#o.retryMs);
      part.naps.add(wake);
    });
  }
}
