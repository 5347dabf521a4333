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

type State = 'waits' | 'runs' | 'failed' | 'finished';

interface Item {
  readonly m: Msg;
  state: State;
}

interface Part {
  readonly p: number;
  readonly generation: number;
  items: Item[];
  prefix: number | null;
  confirmed: number | null;
  commit: 'no' | 'under way' | 'failed' | 'last';
  isPaused: boolean;
  readonly timers: Set<() => void>;
  /** Resolve these when nothing is going on any more. */
  readonly revokers: (() => void)[];
}

export class OrderedConsumer {
  readonly #o: ConsumerOptions;
  #parts: Part[] = [];

  constructor(options: ConsumerOptions) {
    this.#o = options;
  }

  onAssign(partitions: number[], generation: number): void {
    for (const p of partitions)
      this.#parts.push({
        p,
        generation,
        items: [],
        prefix: null,
        confirmed: null,
        commit: 'no',
        isPaused: false,
        timers: new Set(),
        revokers: [],
      });
  }

  onRecords(partition: number, messages: Msg[]): void {
    const part = this.#parts.find(({ p }) => p === partition);
    if (!part || part.revokers.length > 0) return;
    for (const m of messages) part.items.push({ m, state: 'waits' });
    this.#look();
  }

  async onRevoke(partitions: number[]): Promise<void> {
    const leaving = this.#parts.filter(({ p }) => partitions.includes(p));
    const ends = leaving.map((part) => new Promise<void>((resolve) => part.revokers.push(resolve)));
    for (const part of leaving) for (const cancel of part.timers) cancel();
    this.#look();
    await Promise.all(ends);
  }

  #look(): void {
    for (const part of [...this.#parts]) {
      this.#prefix(part);
      if (part.revokers.length > 0) this.#leave(part);
      else this.#flow(part);
    }
    for (const part of this.#parts) if (part.revokers.length === 0) this.#begin(part);
  }

  #prefix(part: Part): void {
    while (part.items[0]?.state === 'finished') part.prefix = part.items.shift()!.m.offset! + 1;
  }

  #flow(part: Part): void {
    const isFull = part.items.length >= this.#o.maxInFlight;
    if (isFull !== part.isPaused) {
      part.isPaused = isFull;
      if (isFull) this.#o.pause(part.p);
      else this.#o.resume(part.p);
    }
    if (part.commit === 'no' && part.prefix !== part.confirmed) this.#commit(part);
  }

  #leave(part: Part): void {
    if (part.commit === 'under way' || part.items.some(({ state }) => state === 'runs')) return;
    if (part.commit !== 'last' && part.prefix !== part.confirmed) {
      this.#commit(part);
      return;
    }
    this.#parts = this.#parts.filter((other) => other !== part);
    for (const resolve of part.revokers) resolve();
  }

  #begin(part: Part): void {
    const busy = new Set<string>();
    const running = this.#parts.flatMap(({ items }) => items).filter(({ state }) => state === 'runs');
    let free = this.#o.concurrency - running.length;
    for (const item of part.items) {
      if (free <= 0) return;
      const { key } = item.m;
      const isFree = key === null || !busy.has(key);
      if (key !== null && item.state !== 'finished') busy.add(key);
      if (!isFree || item.state !== 'waits') continue;
      free--;
      this.#run(part, item);
    }
  }

  #run(part: Part, item: Item): void {
    item.state = 'runs';
    void this.#attempt(item.m).then((isFinished) => {
      item.state = isFinished ? 'finished' : 'failed';
      if (!isFinished && part.revokers.length === 0) this.#later(part, () => (item.state = 'waits'));
      this.#look();
    });
  }

  async #attempt(m: Msg): Promise<boolean> {
    const id = JSON.stringify([m.partition, m.headers['message-id']]);
    const work = async (tx: Tx): Promise<void> => {
      if ((await tx.get('done', id)) !== null) return;
      await this.#o.handle(m, tx);
      await tx.insert('done', id, { partition: m.partition, offset: m.offset });
    };
    return this.#o.db.transaction(work, { isolation: 'serializable' }).then(
      () => true,
      () => false,
    );
  }

  #commit(part: Part): void {
    const next = part.prefix!;
    const isLast = part.revokers.length > 0;
    part.commit = 'under way';
    void this.#send(part, next).then((isConfirmed) => {
      if (isConfirmed) part.confirmed = next;
      part.commit = isLast ? 'last' : isConfirmed ? 'no' : 'failed';
      if (part.commit === 'failed' && part.revokers.length === 0)
        this.#later(part, () => (part.commit = 'no'));
      this.#look();
    });
  }

  async #send(part: Part, next: number): Promise<boolean> {
    try {
      await this.#o.commit(part.p, next, part.generation);
    } catch {
      return false;
    }
    await this.#forget(part.p, next - this.#o.window).catch(() => undefined);
    return true;
  }

  #forget(partition: number, below: number): Promise<void> {
    return this.#o.db.transaction(async (tx) => {
      const marks = await tx.list<{ partition: number; offset: number }>('done');
      for (const { id, row } of marks)
        if (row.partition === partition && row.offset < below) await tx.delete('done', id);
    });
  }

  #later(part: Part, change: () => void): void {
    const cancel = this.#o.clock.setTimeout(() => {
      part.timers.delete(cancel);
      change();
      this.#look();
    }, this.#o.retryMs);
    part.timers.add(cancel);
  }
}
