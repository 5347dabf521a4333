import { gates, type Gate } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import type { Consumer } from '../../../../kit/typescript/kit/consumer';
import type { Db, Tx } from '../../../../kit/typescript/kit/db';
import { OrderedConsumer } from '../reference/pkg/kafka/consumer';
import { Life } from './life';
import { Witness, type Commit, type Settings } from './witness';
import { idOf, type World } from './world';

let members = 0;

const usual: Settings = {
  concurrency: 100,
  maxInFlight: 1_000,
  retryMs: 100,
  window: 1_000,
  generation: (ofBroker) => ofBroker,
};

/** A transaction that the instance has begun, and the messages that it gave to `handle` in it. */
export interface Transaction {
  readonly messages: Msg[];
  isOpen: boolean;
}

/** One instance of the consumer: a member of the group, with its calls on record. */
export class Member extends Witness {
  readonly consumer: OrderedConsumer;
  readonly life = new Life();
  client!: Consumer;
  /** Calls of `handle`, in their order. */
  readonly begun: { readonly message: Msg; readonly tx: Tx }[] = [];
  readonly transactions: Transaction[] = [];
  readonly commits: Commit[] = [];
  /** `pause 0`, `resume 0`, … */
  readonly flow: string[] = [];
  /** Which handlers wait until they are released. */
  holds: (message: Msg) => boolean = () => false;
  /** What a handler throws, by its message and the number of its try. Called again for each. */
  fails: (message: Msg, attempt: number) => unknown = () => undefined;
  /** Whether commits wait until they are ended. */
  holdsCommits = false;
  /** What goes before a call on the database, of this transaction. */
  beforeCall: (name: string, of: Transaction) => Promise<void> | void = () => undefined;
  readonly #world: World;
  readonly #held = new Map<string, () => void>();
  readonly #byTx = new WeakMap<Tx, Transaction>();
  readonly #tries = new Map<Msg, number>();
  /** Messages whose handlers have begun and not ended, one for each call. */
  readonly #running = new Set<{ readonly message: Msg }>();
  /** Transactions that are under way and have messages. */
  readonly #open = new Set<Transaction>();
  #effects = 0;
  /** The most transactions of messages that were under way at once. */
  peak = 0;
  readonly #reached: { readonly next: number; readonly tell: () => void }[] = [];
  /** Nothing of two instances has the same id. */
  readonly #name = `${String(++members).padStart(6, '0')} `;

  constructor(world: World, settings: Partial<Settings>, gate: Gate) {
    super(world, { ...usual, ...settings });
    this.#world = world;
    const { concurrency, maxInFlight, retryMs, window } = this.settings;
    this.consumer = new OrderedConsumer({
      db: this.#database(gate),
      handle: (message, tx) => this.#handle(message, tx),
      commit: (partition, next, generation) => this.#commit(partition, next, generation),
      pause: (partition) => {
        this.flow.push(`pause ${partition}`);
        this.client.pause(partition);
      },
      resume: (partition) => {
        this.flow.push(`resume ${partition}`);
        this.client.resume(partition);
      },
      concurrency,
      maxInFlight,
      retryMs,
      window,
      clock: world.clock,
    });
  }

  onAssign(partitions: number[], generation: number): void {
    for (const partition of partitions) {
      this.assigned.set(partition, generation);
      this.generations.set(partition, generation);
    }
    this.consumer.onAssign(partitions, this.settings.generation(generation));
  }

  /** As the broker tells it, and as checks do: a rejection is a finding of theirs. */
  async onRevoke(partitions: number[]): Promise<void> {
    for (const partition of partitions) this.assigned.delete(partition);
    await this.consumer.onRevoke(partitions);
  }

  /** Asks the broker for records, without handing them over. */
  async fetch(max?: number): Promise<Msg[]> {
    return this.client.poll(max);
  }

  /** Hands records over, one call for each partition. */
  hand(messages: readonly Msg[]): void {
    for (const partition of new Set(messages.map((message) => message.partition ?? 0))) {
      const own = messages.filter((message) => message.partition === partition);
      const assignment = this.assigned.get(partition);
      if (assignment !== undefined) {
        // What is redelivered takes the place of what was handed over in an earlier assignment.
        const isNew = (old: Msg): boolean =>
          old.partition !== partition || this.handedIn.get(old) === assignment;
        this.received.splice(0, this.received.length, ...this.received.filter(isNew), ...own);
        for (const message of own) this.handedIn.set(message, assignment);
      }
      own.forEach((message) => Object.freeze(message.headers) && Object.freeze(message));
      this.consumer.onRecords(partition, Object.freeze(own) as Msg[]);
    }
  }

  /** Takes everything that the broker hands out, and lets it settle. */
  async feed(max?: number): Promise<void> {
    for (let batch = await this.fetch(max); batch.length > 0; batch = await this.fetch(max)) {
      this.hand(batch);
      await this.#world.settled();
    }
  }

  /** Lets a held handler go on. */
  async release(offset: number, partition = 0): Promise<void> {
    this.#held.get(`${partition}/${offset}`)?.();
    this.#held.delete(`${partition}/${offset}`);
    await this.#world.settled();
  }

  /** `partition/offset` of the messages whose handlers have begun and not ended. */
  get running(): string[] {
    return [...this.#running].map(({ message }) => `${message.partition}/${message.offset}`);
  }

  /** Transactions of messages that are under way. */
  get open(): number {
    return this.#open.size;
  }

  /** The values that were sent to the broker for a partition. */
  sent(partition = 0): number[] {
    return this.commits.filter((one) => one.partition === partition).map(({ next }) => next);
  }

  /** The commits that have no answer yet. */
  get unanswered(): Commit[] {
    return this.commits.filter(({ isOver }) => !isOver);
  }

  /** Resolves when this offset, or a higher one, is sent to the broker. */
  reaches(next: number): Promise<void> {
    return new Promise((tell) => this.#reached.push({ next, tell }));
  }

  #database(gate: Gate): Db {
    return {
      transaction: async (fn, options) => {
        const transaction: Transaction = { messages: [], isOpen: true };
        this.transactions.push(transaction);
        const own: Gate = { before: ({ name }) => this.beforeCall(name, transaction) };
        const db = this.#world.db.connect(gates(this.life, own, gate));
        try {
          const result = await db.transaction((tx) => {
            this.#byTx.set(tx, transaction);
            return fn(tx);
          }, options);
          for (const message of transaction.messages) this.finished.add(message);
          return result;
        } finally {
          transaction.isOpen = false;
          this.#open.delete(transaction);
        }
      },
    };
  }

  #handle(message: Msg, tx: Tx): Promise<void> {
    const call = { message, tx };
    this.begun.push(call);
    this.#noteIn(this.#byTx.get(tx), message);
    this.peak = Math.max(this.peak, this.open);
    this.mustBeOfThisAssignment(message);
    this.mustBeItsTurn(message);
    const attempt = (this.#tries.get(message) ?? 0) + 1;
    this.#tries.set(message, attempt);
    const error = this.fails(message, attempt);
    if (error instanceof Thrown) throw error.error;
    this.#running.add(call);
    return this.#effect(message, tx, error).finally(() => this.#running.delete(call));
  }

  #noteIn(transaction: Transaction | undefined, message: Msg): void {
    if (!transaction) return;
    transaction.messages.push(message);
    if (transaction.isOpen) this.#open.add(transaction);
  }

  async #effect(message: Msg, tx: Tx, error: unknown): Promise<void> {
    const { partition, offset } = message;
    if (this.holds(message))
      await new Promise<void>((resolve) => this.#held.set(`${partition}/${offset}`, resolve));
    await tx.insert('effects', `${this.#name}${String(++this.#effects).padStart(6, '0')}`, {
      id: idOf(message),
      partition,
      offset,
    });
    if (error !== undefined) throw error;
  }

  #commit(partition: number, next: number, ofCall: number): Promise<void> {
    const commit: Commit = {
      partition,
      next,
      generation: ofCall,
      isOver: false,
      isConfirmed: false,
      end: () => undefined,
    };
    const held = this.holdsCommits
      ? new Promise<void>((resolve, reject) => (commit.end = (error) => (error ? reject(error) : resolve())))
      : undefined;
    this.mustBeFinished(commit);
    this.commits.push(commit);
    for (const one of this.#reached) if (next >= one.next) one.tell();
    return this.#answer(commit, held).finally(() => (commit.isOver = true));
  }

  async #answer(commit: Commit, held: Promise<void> | undefined): Promise<void> {
    if (held) await held;
    const { partition, next, generation } = commit;
    await this.client.commit(partition, next, this.ofBroker(partition, generation));
    commit.isConfirmed = true;
  }
}

/** An error that a handler throws at once, instead of rejecting with it. */
export class Thrown {
  constructor(readonly error: unknown) {}
}
