import type { Msg } from '../../../../exercises/kit/typescript/kit';

/** A message in its place. */
export type Stored = Msg & { readonly partition: number; readonly offset: number };

/** A topic: a list of messages for each partition, by rising offsets. */
export class Topic {
  readonly #name: string;
  readonly #partitions: Stored[][];
  #withoutKey = 0;

  constructor(name: string, partitions: number) {
    this.#name = name;
    this.#partitions = Array.from({ length: partitions }, () => []);
  }

  /** Adds a message behind all others of its partition, or at the offset that it names; the offsets between stay empty. */
  append(message: Msg): void {
    const partition = message.partition ?? this.#partitionOf(message.key);
    const log = this.log(partition);
    const next = (log.at(-1)?.offset ?? -1) + 1;
    const offset = message.offset ?? next;
    if (!(Number.isInteger(offset) && offset >= next))
      throw new RangeError(`offset ${offset} of partition ${partition} is not ${next} or later`);
    log.push({ ...structuredClone(message), partition, offset });
  }

  /** The messages of a partition. */
  log(partition: number): Stored[] {
    const log = this.#partitions[partition];
    if (!log) throw new RangeError(`topic ${this.#name} has no partition ${partition}`);
    return log;
  }

  get partitions(): readonly number[] {
    return [...this.#partitions.keys()];
  }

  /** The same key goes to the same partition; messages without a key take turns. */
  #partitionOf(key: string | null): number {
    const { length } = this.#partitions;
    if (key === null) return this.#withoutKey++ % length;
    let hash = 17;
    for (const byte of Buffer.from(key)) hash = (Math.imul(hash, 31) + byte) >>> 0;
    return hash % length;
  }
}
