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

/** A message that was received and is not below the prefix yet. */
interface Entry {
  readonly message: Msg;
  isFinished: boolean;
}

/** One time that a partition is ours. */
class Assignment {
  /** What was received, from the first unfinished message on. */
  readonly open: Entry[] = [];
  /** Key → what waits behind the message of this key that may begin or runs. */
  readonly lanes = new Map<string, Entry[]>();
  readonly underWay = new Set<Promise<void>>();
  readonly stop = new AbortController();
  ended: Promise<void> | undefined;
  /** The offset behind the finished prefix, and the one that the broker has confirmed. */
  next: number | undefined;
  confirmed: number | undefined;
  isCommitting = false;
  isPaused = false;

  constructor(
    readonly partition: number,
    readonly generation: number,
  ) {}

  get isRevoked(): boolean {
    return this.stop.signal.aborted;
  }

  /** Work that has to end before the partition is given back. It must not reject. */
  track(work: Promise<void>): void {
    this.underWay.add(work);
    void work.then(() => this.underWay.delete(work));
  }
}

interface Job {
  readonly of: Assignment;
  readonly entry: Entry;
}

export class OrderedConsumer {
  readonly #options: ConsumerOptions;
  readonly #assignments = new Map<number, Assignment>();
  /** What may begin. */
  #ready: Job[] = [];
  #running = 0;

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  /** These partitions are yours until they are revoked. */
  onAssign(partitions: number[], generation: number): void {
    for (const partition of partitions)
      this.#assignments.set(partition, new Assignment(partition, generation));
  }

  /** Records of a partition in the order of their offsets, each after those of the calls before. Never throws. */
  onRecords(partition: number, messages: Msg[]): void {
    const assignment = this.#assignments.get(partition);
    if (!assignment || assignment.isRevoked) return;
    for (const message of messages) this.#receive({ of: assignment, entry: { message, isFinished: false } });
    if (!assignment.isPaused && assignment.open.length >= this.#options.maxInFlight) {
      assignment.isPaused = true;
      this.#options.pause(partition);
    }
    this.#fill();
  }

  /** Gives the partitions back. Resolves when nothing of them is going on any more. Never rejects. */
  async onRevoke(partitions: number[]): Promise<void> {
    const assignments = partitions.map((partition) => this.#assignments.get(partition));
    await Promise.all(assignments.map((one) => one && (one.ended ??= this.#end(one))));
  }

  async #end(assignment: Assignment): Promise<void> {
    assignment.stop.abort();
    this.#ready = this.#ready.filter((job) => job.of !== assignment);
    while (assignment.underWay.size > 0) await Promise.all(assignment.underWay);
    if (assignment.next !== assignment.confirmed) await this.#commit(assignment).catch(() => undefined);
    this.#assignments.delete(assignment.partition);
  }

  #receive(job: Job): void {
    job.of.open.push(job.entry);
    const { key } = job.entry.message;
    const lane = key === null ? undefined : job.of.lanes.get(key);
    if (lane) return void lane.push(job.entry);
    if (key !== null) job.of.lanes.set(key, []);
    this.#ready.push(job);
  }

  #fill(): void {
    while (this.#running < this.#options.concurrency) {
      const job = this.#ready.shift();
      if (!job) return;
      this.#running++;
      job.of.track(this.#work(job));
    }
  }

  async #work(job: Job): Promise<void> {
    const isFinished = await this.#try(job.entry.message);
    this.#running--;
    if (isFinished) this.#finish(job);
    else job.of.track(this.#tryAgain(job));
    this.#fill();
  }

  async #tryAgain(job: Job): Promise<void> {
    await this.#wait(job.of);
    if (job.of.isRevoked) return;
    this.#ready.push(job);
    this.#fill();
  }

  /** Effect and mark share one transaction. Tells whether the message is finished. */
  async #try(message: Msg): Promise<boolean> {
    const id = message.headers['message-id']!;
    let isKnown = false;
    const transaction = this.#options.db.transaction(async (tx) => {
      if (await tx.get(marksOf(message.partition!), id)) return;
      const mark: Mark = { offset: message.offset! };
      await tx.insert(marksOf(message.partition!), id, mark).catch((error: unknown) => {
        isKnown = (error as { code?: unknown }).code === '23505';
        throw error;
      });
      await this.#options.handle(message, tx);
    });
    return transaction.then(
      () => true,
      () => isKnown,
    );
  }

  #finish({ of: assignment, entry }: Job): void {
    const { open, lanes } = assignment;
    entry.isFinished = true;
    while (open[0]?.isFinished) assignment.next = open.shift()!.message.offset! + 1;
    if (assignment.isRevoked) return;
    const { key } = entry.message;
    if (key !== null) {
      const behind = lanes.get(key)?.shift();
      if (behind) this.#ready.push({ of: assignment, entry: behind });
      else lanes.delete(key);
    }
    if (assignment.isPaused && open.length < this.#options.maxInFlight) {
      assignment.isPaused = false;
      this.#options.resume(assignment.partition);
    }
    if (!assignment.isCommitting) assignment.track(this.#commitAll(assignment));
  }

  /** Commits until nothing is left to be committed. Runs once at a time for each assignment. */
  async #commitAll(assignment: Assignment): Promise<void> {
    assignment.isCommitting = true;
    while (!assignment.isRevoked && assignment.next !== assignment.confirmed)
      await this.#commit(assignment).catch(() => this.#wait(assignment));
    assignment.isCommitting = false;
  }

  /** Commits the prefix as it is now. Rejects when the broker does. */
  async #commit(assignment: Assignment): Promise<void> {
    const { partition, generation } = assignment;
    const next = assignment.next!;
    await this.#options.commit(partition, next, generation);
    assignment.confirmed = next;
    await this.#forget(partition, next - this.#options.window);
  }

  /** Deletes the marks below an offset. When that fails, the next time makes good for it. */
  async #forget(partition: number, below: number): Promise<void> {
    const forgetting = this.#options.db.transaction(async (tx) => {
      for (const { id, row } of await tx.list<Mark>(marksOf(partition)))
        if (row.offset < below) await tx.delete(marksOf(partition), id);
    });
    await forgetting.catch(() => undefined);
  }

  /** Waits until the next try is due, or the assignment ends. */
  async #wait({ stop }: Assignment): Promise<void> {
    await this.#options.clock.sleep(this.#options.retryMs, stop.signal).catch(() => undefined);
  }
}

/** A message that has had its effect, under its id. */
interface Mark {
  readonly offset: number;
}

const marksOf = (partition: number): string => `marks of partition ${partition}`;
