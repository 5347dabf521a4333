import type { Consumer } from '../../../../exercises/kit/typescript/kit/consumer';
import { requestsThrough, type Gate } from '../gate';
import type { Group, Member } from './group';
import type { Stored, Topic } from './topic';

interface Parts {
  readonly name: string;
  readonly topic: Topic;
  readonly group: Group;
  readonly member: Member;
  readonly gate: Gate;
}

/** A member's side of its group. */
export function consumerOf({ name, topic, group, member, gate }: Parts): Consumer {
  const request = requestsThrough(gate);
  return {
    poll: (max = 100) =>
      request('poll', [name], async () => {
        await group.settled;
        group.refuseGone(member);
        const { failure } = member;
        if (failure) return Promise.reject(failure.error);
        return structuredClone(nextOf(topic, member, max));
      }),
    commit: (partition, next, generation) =>
      request('commit', [`${name}/${partition}`], () => {
        group.refuseStranger(member, partition, generation);
        if (!(Number.isInteger(next) && next >= 0)) throw new RangeError(`${next} is not an offset`);
        group.committed.set(partition, next);
      }),
    pause: (partition) => void member.paused.add(partition),
    resume: (partition) => void member.paused.delete(partition),
    seek: (partition, offset) => {
      if (member.positions.has(partition)) member.positions.set(partition, offset);
    },
    close: () => request('leave', [name], () => group.leave(member, true)),
  };
}

/** The next messages for a member, with its positions behind them. Partitions that were served go to the end of the queue. */
function nextOf(topic: Topic, { positions, paused }: Member, max: number): Stored[] {
  const next: Stored[] = [];
  for (const [partition, position] of [...positions]) {
    if (paused.has(partition)) continue;
    const ahead = topic.log(partition).filter(({ offset }) => offset >= position);
    const served = ahead.slice(0, max - next.length);
    const last = served.at(-1);
    if (!last) continue;
    next.push(...served);
    positions.delete(partition);
    positions.set(partition, last.offset + 1);
  }
  return next;
}
