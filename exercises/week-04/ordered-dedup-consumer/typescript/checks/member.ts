import { fail, gates, type Gate, type Told } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import type { Consumer } from '../../../../kit/typescript/kit/consumer';
import type { Db, Tx } from '../../../../kit/typescript/kit/db';
import { OrderedConsumer } from '../reference/pkg/kafka/consumer';
import { Life } from './life';
import { idOf, keyOf, placeOf, type World } from './world';

/** What a member looks at by itself. */
type About = 'order' | 'prefix' | 'assignment';

export interface Settings {
  concurrency: number;
  maxInFlight: number;
  retryMs: number;
  window: number;
  /** The generation that the instance is told, for that of the broker. */
  generation: (ofBroker: number) => number;
}

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

/** A call of `commit`. */
export interface Commit {
  readonly partition: number;
  readonly next: number;
  readonly generation: number;
  isOver: boolean;
  isConfirmed: boolean;
  end(error?: Error): void;
}

/** One instance of the consumer: a member of the group, with its calls on record. */
export class Member {
  readonly consumer: OrderedConsumer;
  readonly life = new Life();
  client!: Consumer;
  readonly settings: Settings;
  readonly received: Msg[] = [];
  /** Calls of `handle`, in their order. */
  readonly begun: { readonly message: Msg; readonly tx: Tx; readonly at: number; ended: boolean }[] = [];
  readonly transactions: Transaction[] = [];
  /** Messages whose effect is known to be committed. A commit whose reply was lost is missing here. */
  readonly finished = new Set<Msg>();
  readonly commits: Commit[] = [];
  /** `pause 0`, `resume 0`, … */
  readonly flow: string[] = [];
  readonly revokes: { isOver: boolean }[] = [];
  /** Which handlers wait until they are released. */
  holds: (message: Msg) => boolean = () => false;
  /** What a handler throws, by its message and the number of its try. Called anew for each. */
  fails: (message: Msg, attempt: number) => unknown = () => undefined;
  /** Whether commits wait until they are ended. */
  holdsCommits = false;
  /** What goes before a call on the database, of this transaction. */
  beforeCall: (name: string, of: Transaction) => Promise<void> | void = () => undefined;
  readonly #world: World;
  readonly #held = new Map<string, () => void>();
  readonly #byTx = new WeakMap<Tx, Transaction>();
  readonly #assigned = new Map<number, number>();
  /** Partition → the generation of its last assignment, revoked or not. */
  readonly #generations = new Map<number, number>();
  readonly #failures: {
    readonly about: About;
    readonly told: Told & { expected: string; actual: string };
  }[] = [];
  #effects = 0;
  /** The most transactions of messages that were under way at once. */
  peak = 0;
  /** The assignment that a message was handed over in; none when its partition was not assigned. */
  readonly #handedIn = new WeakMap<Msg, number>();
  readonly #reached: { readonly next: number; readonly tell: () => void }[] = [];
  /** Nothing of two instances has the same id. */
  readonly #name = `${String(++members).padStart(6, '0')} `;

  constructor(world: World, settings: Partial<Settings>, gate: Gate) {
    this.#world = world;
    this.settings = { ...usual, ...settings };
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
      this.#assigned.set(partition, generation);
      this.#generations.set(partition, generation);
    }
    this.consumer.onAssign(partitions, this.settings.generation(generation));
  }

  /** As the broker tells it, and as checks do: a rejection is a finding of theirs. */
  async onRevoke(partitions: number[]): Promise<void> {
    const revoke = { isOver: false };
    this.revokes.push(revoke);
    for (const partition of partitions) this.#assigned.delete(partition);
    await this.consumer.onRevoke(partitions);
    revoke.isOver = true;
  }

  /** Asks the broker for records, without handing them over. */
  async fetch(max?: number): Promise<Msg[]> {
    return this.client.poll(max);
  }

  /** Hands records over, one call for each partition. */
  hand(messages: readonly Msg[]): void {
    for (const partition of new Set(messages.map((message) => message.partition ?? 0))) {
      const own = messages.filter((message) => message.partition === partition);
      const assignment = this.#assigned.get(partition);
      if (assignment !== undefined) {
        // What is redelivered takes the place of what was handed over in an earlier assignment.
        const isNew = (old: Msg): boolean =>
          old.partition !== partition || this.#handedIn.get(old) === assignment;
        this.received.splice(0, this.received.length, ...this.received.filter(isNew), ...own);
        for (const message of own) this.#handedIn.set(message, assignment);
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
    return this.begun.flatMap(({ message, ended }) =>
      ended ? [] : [`${message.partition}/${message.offset}`],
    );
  }

  /** Transactions of messages that are under way. */
  get open(): number {
    return this.transactions.filter(({ isOpen, messages }) => isOpen && messages.length > 0).length;
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

  /** Fails with the first rule that was broken on the way, of those that are named. */
  mustBeFine(input: string, rules: readonly About[] = ['order', 'prefix', 'assignment']): void {
    const failure = this.#failures.find(({ about }) => rules.includes(about));
    if (failure) fail({ ...failure.told, input });
  }

  #note(about: About, told: Told & { expected: string; actual: string }): void {
    this.#failures.push({ about, told });
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
        }
      },
    };
  }

  #handle(message: Msg, tx: Tx): Promise<void> {
    const call = { message, tx, at: this.#world.clock.now(), ended: false };
    this.begun.push(call);
    this.#byTx.get(tx)?.messages.push(message);
    this.peak = Math.max(this.peak, this.open);
    this.#mustBeOfThisAssignment(message);
    this.#mustBeItsTurn(message);
    const attempt = this.begun.filter((other) => other.message === message).length;
    const error = this.fails(message, attempt);
    if (error instanceof Thrown) {
      call.ended = true;
      throw error.error;
    }
    return this.#effect(message, tx, error).finally(() => (call.ended = true));
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

  #mustBeOfThisAssignment(message: Msg): void {
    const [then, now] = [this.#handedIn.get(message), this.#assigned.get(message.partition ?? 0)];
    if (then !== undefined && then === now) return;
    const of = (generation: number | undefined): string =>
      generation === undefined ? 'no assignment' : `generation ${this.settings.generation(generation)}`;
    this.#note('assignment', {
      message: `Offset ${message.offset} of partition ${message.partition} was handed over in ${of(then)}, and began in ${of(now)}.`,
      expected: 'it is given up',
      actual: 'it was given to handle',
    });
  }

  #mustBeItsTurn(message: Msg): void {
    const { key, partition = 0, offset = 0 } = message;
    if (key === null) return;
    const before = this.received.filter(
      (other) => other.partition === partition && other.key === key && (other.offset ?? 0) < offset,
    );
    if (before.length === 0) return;
    const early = before.find((other) => !this.#isFinished(other));
    if (!early) return;
    this.#note('order', {
      message: `K${keyOf(message).slice(1)}: offset ${offset} began before offset ${early.offset} was committed.`,
      expected: `${placeOf(early)} commits, then offset ${offset} begins`,
      actual: `offset ${offset} was given to handle first`,
    });
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
    this.#mustBeFinished(commit);
    this.commits.push(commit);
    for (const one of this.#reached) if (next >= one.next) one.tell();
    return this.#answer(commit, held).finally(() => (commit.isOver = true));
  }

  async #answer(commit: Commit, held: Promise<void> | undefined): Promise<void> {
    if (held) await held;
    const { partition, next, generation } = commit;
    await this.client.commit(partition, next, this.#ofBroker(partition, generation));
    commit.isConfirmed = true;
  }

  /** The broker's generation for the one that the instance was told. */
  #ofBroker(partition: number, generation: number): number {
    const known = this.#generations.get(partition) ?? 0;
    const right = this.settings.generation(known);
    if (right === generation) return known;
    this.#note('assignment', {
      message: `Partition ${partition} was assigned in generation ${right}, and its commit names another one.`,
      expected: `${right}`,
      actual: `${generation}`,
    });
    return -1;
  }

  #isFinished(message: Msg): boolean {
    return this.finished.has(message) || this.#world.counts.has(idOf(message));
  }

  #mustBeFinished({ partition, next }: Commit): void {
    const received = this.received.filter((message) => message.partition === partition);
    if (received.filter(({ offset = 0 }) => offset < next).every((one) => this.#isFinished(one)))
      if (received.some(({ offset = 0 }) => offset >= next - 1)) return;
    const isFinished = (message: Msg): boolean => this.#isFinished(message);
    const first = received.find((message) => !isFinished(message));
    const limit = first?.offset ?? (received.at(-1)?.offset ?? -1) + 1;
    if (next <= limit) return;
    const finished = received.filter(isFinished).length;
    const told =
      first === undefined
        ? `the last one is ${received.at(-1)?.offset ?? 'none'}`
        : `first unfinished is ${first.offset}`;
    this.#note('prefix', {
      message: `${finished} of ${received.length} finished, ${told}, committed ${next}.`,
      expected: `at most ${limit} for partition ${partition}`,
      actual: `${next}`,
    });
  }
}

/** An error that a handler throws at once, instead of rejecting with it. */
export class Thrown {
  constructor(readonly error: unknown) {}
}
