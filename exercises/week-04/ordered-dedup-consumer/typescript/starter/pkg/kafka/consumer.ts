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

export class OrderedConsumer {
  readonly #options: ConsumerOptions;

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  /** These partitions are yours until they are revoked. */
  onAssign(partitions: number[], generation: number): void {}

  /** Records of a partition in the order of their offsets, each after those of the calls before. Never throws. */
  onRecords(partition: number, messages: Msg[]): void {
    throw new Error('Not written yet: each message goes to handle, in a transaction (rule 1).');
  }

  /** Gives the partitions back. Resolves when nothing of them is going on any more. Never rejects. */
  onRevoke(partitions: number[]): Promise<void> {
    throw new Error('Not written yet: let what runs end, commit it, and stop (rule 8).');
  }
}
