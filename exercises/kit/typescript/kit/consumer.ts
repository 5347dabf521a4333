import type { Msg } from './index';

/**
 * A member of a consumer group, in the manner of Kafka. Each partition of the topic belongs to one member of the group at a
 * time. Delivery is at least once: whatever is not committed comes again, after a restart or to another member, and the broker
 * does not look into messages, so one that can't be handled comes again until somebody commits behind it.
 *
 * Errors carry a `code`: `ILLEGAL_GENERATION` when the partition is not yours in that generation (any more), and
 * `UNKNOWN_MEMBER_ID` when the group thinks that you are dead and has given your partitions to others without telling you.
 */
export interface Consumer {
  /**
   * The next messages of your partitions, at most `max` (100 by default), those of each partition in the order of their
   * offsets; `[]` when there are none. Offsets rise and may have gaps. The first poll of an assignment begins at what is
   * committed, or at the beginning; each later one goes on behind the one before.
   */
  poll(max?: number): Promise<Msg[]>;
  /** Everything below offset `next` is finished: the offset of the last finished message, plus 1. The broker takes lower values, too. */
  commit(partition: number, next: number, generation: number): Promise<void>;
  /** Hands out no more messages of the partition until `resume`. A poll that is under way may still bring some. */
  pause(partition: number): void;
  resume(partition: number): void;
  /** The next poll goes on at this offset. */
  seek(partition: number, offset: number): void;
  /** Leaves the group. Your partitions are revoked and go to others. */
  close(): Promise<void>;
}

/** What a member of a group is told. */
export interface Assignments {
  /** These partitions are yours until they are revoked. May be empty. */
  onAssign(partitions: number[], generation: number): void;
  /**
   * Gives these partitions back, all that you have: somebody has joined or left. Nobody gets them before the promise has
   * resolved; until then you can commit.
   */
  onRevoke(partitions: number[]): Promise<void> | void;
}
