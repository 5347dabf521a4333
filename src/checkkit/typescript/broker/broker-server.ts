import type { Broker, Msg } from '../../../../exercises/kit/typescript/kit';
import type { Assignments, Consumer } from '../../../../exercises/kit/typescript/kit/consumer';
import { requestsThrough, type Gate, type Operation } from '../gate';
import { consumerOf } from './consumer';
import { Group, Member } from './group';
import { Topic, type Stored } from './topic';

/** One request to the broker, as a gate sees it. `keys` are topics, for `commit` `topic/partition`. */
export type BrokerOperation = Operation<'produce' | 'poll' | 'commit' | 'leave'>;

/** Who joins a group. */
export interface Joining {
  readonly group: string;
  readonly topic: string;
  readonly listener: Assignments;
  readonly gate?: Gate;
}

/**
 * A broker in memory. Topics come into being when they are used. Everybody gives back everything whenever a member comes or
 * goes, then partition p goes to the member at place p modulo their number, in the order in which they joined.
 */
export class BrokerServer {
  readonly #partitions: number;
  readonly #topics = new Map<string, Topic>();
  readonly #groups = new Map<string, Group>();
  readonly #members = new WeakMap<Consumer, { readonly group: Group; readonly member: Member }>();

  /** @param partitions how many each topic has */
  constructor(partitions = 3) {
    this.#partitions = partitions;
  }

  /** A producer's connection. A call of `produce` is accepted as a whole or not at all. */
  connect(gate: Gate = {}): Broker {
    const request = requestsThrough(gate);
    return {
      produce: (messages) => {
        const copies = structuredClone(messages);
        const topics = [...new Set(copies.map(({ topic }) => topic))];
        return request('produce', topics, () => this.#accept(copies));
      },
    };
  }

  /**
   * A new member of a group. The rebalance that it causes is under way when this returns; the first poll waits for it. When
   * the process behind the gate dies, its partitions go to others at once.
   */
  join({ group: name, topic, listener, gate = {} }: Joining): Consumer {
    const group = this.#group(name, topic);
    const member = new Member(listener);
    const consumer = consumerOf({ topic: this.#topic(topic), name: topic, group, member, gate });
    this.#members.set(consumer, { group, member });
    void group.join(member);
    gate.onDeath?.(() => void group.leave(member, false));
    return consumer;
  }

  /**
   * The group takes a member for dead, because it was silent for too long, and gives its partitions to others. The member
   * is not told: it works on, until a call of its own is refused. Resolves when others have its partitions.
   */
  async expel(consumer: Consumer): Promise<void> {
    const known = this.#members.get(consumer);
    if (known) await known.group.leave(known.member, false);
  }

  /**
   * Puts messages in place before a scenario begins: at their partition and offset where they name them, so that a log can
   * have gaps as after compaction.
   */
  fill(messages: readonly Msg[]): void {
    for (const message of messages) this.#topic(message.topic).append(message);
  }

  /** A copy of what a topic holds, partition by partition. */
  log(topic: string): readonly Stored[] {
    const { partitions } = this.#topic(topic);
    return structuredClone(partitions.flatMap((partition) => this.#topic(topic).log(partition)));
  }

  /** Partition → the offset that the group committed last. */
  committed(group: string, topic: string): ReadonlyMap<number, number> {
    return new Map([...this.#group(group, topic).committed].sort(([one], [other]) => one - other));
  }

  #accept(messages: readonly Msg[]): void {
    for (const { topic, partition } of messages)
      if (partition !== undefined) this.#topic(topic).log(partition);
    for (const message of messages) {
      delete message.offset;
      this.#topic(message.topic).append(message);
    }
  }

  #topic(name: string): Topic {
    const topic = this.#topics.get(name) ?? new Topic(name, this.#partitions);
    this.#topics.set(name, topic);
    return topic;
  }

  #group(name: string, topic: string): Group {
    const key = JSON.stringify([name, topic]);
    const group = this.#groups.get(key) ?? new Group(this.#topic(topic).partitions);
    this.#groups.set(key, group);
    return group;
  }
}
