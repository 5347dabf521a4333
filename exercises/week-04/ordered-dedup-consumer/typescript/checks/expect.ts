import { ok, show } from 'codealong/checkkit';
import type { Member } from './member';
import type { Sent, World } from './world';

/** Each of these messages has had its effect once. */
export function onceEach(world: World, sent: readonly Sent[], input: string): void {
  const { counts } = world;
  for (const id of new Set(
    sent.map(({ id: own, partition = 0, offset }) => own ?? `m${partition}-${offset}`),
  )) {
    const count = counts.get(id) ?? 0;
    ok(count === 1, {
      message: `Message ${show(id)} had ${count === 0 ? 'no effect' : `its effect ${count} times`}.`,
      input,
      expected: '1 effect, committed',
      actual: `${count}`,
    });
  }
}

/** What the broker has, once everything has settled. */
export function committedIs(world: World, expected: number | undefined, input: string, partition = 0): void {
  const actual = world.committed(partition);
  ok(actual === expected, {
    message:
      expected === undefined
        ? `Partition ${partition} has no finished prefix, and ${actual} is committed.`
        : `The finished prefix of partition ${partition} ends at ${expected}, and ${actual ?? 'nothing'} is committed.`,
    input,
    expected: `${expected ?? 'no commit'}`,
    actual: `${actual ?? 'no commit'}`,
  });
}

/** The handlers that have begun and not ended, as `partition/offset`. */
export function runningAre(
  member: Member,
  expected: readonly string[],
  message: string,
  input: string,
): void {
  const [are, should] = [[...member.running].sort(), [...expected].sort()];
  ok(are.join() === should.join(), {
    message,
    input,
    expected: `running: ${should.join(', ') || 'none'}`,
    actual: `running: ${are.join(', ') || 'none'}`,
  });
}

/** Releases all handlers, in the order of `pick`, until none is running. */
export async function releaseAll(
  member: Member,
  pick: (count: number) => number = () => 0,
  after: () => void = () => undefined,
): Promise<void> {
  for (let left = 2_000; member.running.length > 0 && left > 0; left--) {
    const { running } = member;
    const [partition, offset] = (running[pick(running.length)] ?? '').split('/').map(Number);
    await member.release(offset ?? 0, partition);
    after();
  }
}
