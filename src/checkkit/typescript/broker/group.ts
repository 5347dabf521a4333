import type { Assignments } from '../../../../exercises/kit/typescript/kit/consumer';
import { BrokerError } from './broker-error';

/** A member as its group knows it. */
export class Member {
  readonly listener: Assignments;
  /** Partition → the offset that its next poll goes on at. */
  readonly positions = new Map<number, number>();
  readonly paused = new Set<number>();
  /** What its listener threw; told at its next poll. */
  failure: { readonly error: unknown } | undefined;
  /** Resolves when the group does not count on it any more. */
  readonly gone: Promise<void>;
  isGone = false;
  readonly leave: () => void;

  constructor(listener: Assignments) {
    this.listener = listener;
    let resolve = (): void => undefined;
    this.gone = new Promise((done) => (resolve = done));
    this.leave = () => {
      this.isGone = true;
      resolve();
    };
  }

  /** Takes back all partitions. Resolves when the member has let go of them, or is gone. */
  async revoke(): Promise<void> {
    const partitions = [...this.positions.keys()];
    if (partitions.length > 0 && !this.isGone)
      await Promise.race([this.#tell(() => this.listener.onRevoke(partitions)), this.gone]);
    this.positions.clear();
    this.paused.clear();
  }

  assign(positions: ReadonlyMap<number, number>, generation: number): void {
    for (const [partition, next] of positions) this.positions.set(partition, next);
    void this.#tell(() => this.listener.onAssign([...positions.keys()], generation));
  }

  async #tell(say: () => Promise<void> | void): Promise<void> {
    try {
      await say();
    } catch (error) {
      this.failure = { error };
    }
  }
}

/** A consumer group of one topic: who has which partition, and how far each is finished. */
export class Group {
  readonly committed = new Map<number, number>();
  readonly #partitions: readonly number[];
  #members: Member[] = [];
  #generation = 0;
  #rebalancing: Promise<void> = Promise.resolve();

  constructor(partitions: readonly number[]) {
    this.#partitions = partitions;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Resolves when no partition is on its way from one member to another. */
  get settled(): Promise<void> {
    return this.#rebalancing;
  }

  join(member: Member): Promise<void> {
    this.#members.push(member);
    return this.#rebalance();
  }

  /** Its partitions go to others. `politely`: it is asked to give them back, and waited for. */
  async leave(member: Member, politely: boolean): Promise<void> {
    if (!this.#members.includes(member)) return;
    if (politely) await this.settled.then(() => member.revoke());
    this.#members = this.#members.filter((other) => other !== member);
    member.leave();
    await this.#rebalance();
  }

  /** @throws BrokerError when the member can't speak for the partition in this generation. */
  refuseStranger(member: Member, partition: number, generation: number): void {
    this.refuseGone(member);
    if (generation === this.#generation && member.positions.has(partition)) return;
    throw new BrokerError('ILLEGAL_GENERATION', `partition ${partition}, generation ${generation}`);
  }

  refuseGone(member: Member): void {
    if (member.isGone) throw new BrokerError('UNKNOWN_MEMBER_ID', 'its partitions belong to others');
  }

  /** One rebalance after the other: everybody gives everything back, then all is assigned again. */
  #rebalance(): Promise<void> {
    return (this.#rebalancing = this.#rebalancing.then(async () => {
      await Promise.all(this.#members.map((member) => member.revoke()));
      this.#generation++;
      for (const [place, member] of this.#members.entries())
        member.assign(this.#shareOf(place), this.#generation);
    }));
  }

  #shareOf(place: number): ReadonlyMap<number, number> {
    const own = this.#partitions.filter((partition) => partition % this.#members.length === place);
    return new Map(own.map((partition) => [partition, this.committed.get(partition) ?? 0]));
  }
}
