import { ok } from 'codealong/checkkit';
import { committedIs, releaseAll, runningAre } from './expect';
import type { Member } from './member';
import { listed, World, type Sent } from './world';

export async function revokeWaits(): Promise<void> {
  await forWhatRuns();
  for (const first of [true, false])
    for (const second of [true, false]) await forTheCommitUnderWay(first, second);
  await forTheTransaction();
  await forTheDeletion();
  await forNothing();
}

async function forWhatRuns(): Promise<void> {
  const world = new World();
  const keys = ['a', 'b', 'c', 'a', 'b', 'c', null];
  const sent: Sent[] = keys.map((key, offset) => ({ offset, key }));
  sent.push(...['a', 'a', 'b'].map((key, offset) => ({ partition: 1, offset, key })));
  world.put(...sent);
  const member = await world.join({ concurrency: 4 });
  member.holds = () => true;
  const all = await member.fetch();
  const isFirst = ({ partition = 0, offset = 0 }: Sent): boolean => offset < (partition === 0 ? 3 : 1);
  member.hand(all.filter((message) => isFirst({ ...message, offset: message.offset ?? 0 })));
  await world.settled();
  member.hand(all.filter((message) => !isFirst({ ...message, offset: message.offset ?? 0 })));
  await world.settled();
  let input = `concurrency 4, ${listed(sent)}; offsets 0, 1 and 2 of partition 0 and offset 0 of partition 1 run; onRevoke([0])`;
  const [revoke, again] = [ending(member, [0]), ending(member, [0, 0])];
  await world.settled();
  for (const offset of [1, 2, 0]) {
    stillWaits([revoke, again], `offset ${offset} was running`, input);
    await member.release(offset);
    input += `; offset ${offset} ends`;
    member.mustBeFine(input);
  }
  hasEnded([revoke, again], input);
  runningAre(
    member,
    ['1/0', '1/2'],
    'Of the revoked partition nothing may begin, and the other one goes on.',
    input,
  );
  committedIs(world, 3, input);
  await staysQuiet(world, member, 0, input);
  await releaseAll(member);
  committedIs(world, 3, `${input}; then everything ends`, 1);
  member.mustBeFine(input);
}

/** The commit under way is answered, and then the last one. `true`: it succeeds. */
async function forTheCommitUnderWay(first: boolean, second: boolean): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'b' }, { offset: 2, key: 'b' });
  const member = await world.join();
  member.holds = () => true;
  member.holdsCommits = true;
  await member.feed();
  await member.release(0);
  const revoke = ending(member, [0]);
  await member.release(1);
  let input =
    'offset 0 is finished, its commit has no answer; onRevoke([0]); offset 1, which was running, ends';
  stillWaits([revoke], 'a commit was under way', input);
  for (const isGood of [first, second]) {
    ok(member.unanswered.length === 1, {
      message: `${member.unanswered.length} commits are under way.`,
      input,
      expected: '1: what was under way, then the last one',
      actual: `sent so far: ${member.sent().join(', ')}`,
    });
    stillWaits([revoke], 'a commit was under way', input);
    member.unanswered[0]?.end(isGood ? undefined : new Error('broker is away'));
    await world.settled();
    input += `; the commit ${isGood ? 'succeeds' : 'fails'}`;
  }
  ok(member.sent().join() === '1,2', {
    message: 'What was finished is not committed once more, or more than once.',
    input,
    expected: '1, then 2',
    actual: member.sent().join(', '),
  });
  hasEnded([revoke], input);
  committedIs(world, second ? 2 : first ? 1 : undefined, input);
  await staysQuiet(world, member, 0, input);
}

async function forTheTransaction(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'a' });
  const member = await world.join();
  let commit = (): void => undefined;
  member.beforeCall = (name, { messages }) =>
    name === 'commit' && messages.length > 0 ? new Promise<void>((resolve) => (commit = resolve)) : undefined;
  await member.feed();
  const revoke = ending(member, [0]);
  await world.settled();
  const input = "offset 0's handler has ended, its transaction has not; onRevoke([0])";
  stillWaits([revoke], 'the transaction of offset 0 was under way', input);
  commit();
  await world.settled();
  hasEnded([revoke], `${input}; then it commits`);
  committedIs(world, 1, `${input}; then it commits`);
  await staysQuiet(world, member, 0, input);
}

/** Whoever deletes what is behind the window may be at it. */
async function forTheDeletion(): Promise<void> {
  const world = new World(1);
  world.put({ offset: 0, key: 'a' });
  const member = await world.join({ window: 0 });
  const calls: (() => void)[] = [];
  member.beforeCall = (_, { messages }) =>
    messages.length === 0 && member.commits.length > 0
      ? new Promise<void>((resolve) => void calls.push(resolve))
      : undefined;
  await member.feed();
  const revoke = ending(member, [0]);
  await world.settled();
  const input = 'window 0; offset 0 is finished and committed; onRevoke([0])';
  while (calls.length > 0) {
    stillWaits([revoke], 'a call on the database was under way', input);
    calls.shift()?.();
    await world.settled();
  }
  hasEnded([revoke], input);
}

async function forNothing(): Promise<void> {
  const world = new World(1);
  world.put({ offset: 0, key: 'a' });
  const member = await world.join();
  await member.feed();
  const commits = member.commits.length;
  for (const partitions of [[9], [], [0, 9], [0]]) {
    const revoke = ending(member, partitions);
    await world.settled();
    hasEnded([revoke], `offset 0 is finished and committed; onRevoke(${JSON.stringify(partitions)})`);
  }
  const input = 'offset 0 is finished and committed; onRevoke([9]), ([]), ([0, 9]), ([0])';
  ok(member.commits.length === commits, {
    message: 'A prefix that was confirmed is committed again.',
    input,
    expected: '1',
    actual: member.sent().join(', '),
  });
  await staysQuiet(world, member, 0, input);
}

export async function revokeGivesUpRetries(): Promise<void> {
  const world = new World();
  for (const partition of [0, 1])
    world.put(
      { partition, offset: 0, key: 'good' },
      { partition, offset: 1, key: 'bad' },
      { partition, offset: 2, key: 'late' },
    );
  const member = await world.join();
  member.holds = ({ partition, offset }) => partition === 0 && offset === 2;
  member.fails = ({ offset, partition }) =>
    offset === 1 || (offset === 2 && partition === 0) ? new Error('no milk') : undefined;
  await member.feed();
  let input =
    'in partitions 0 and 1, offset 1 has failed and waits for its retry; offset 2 of partition 0 runs; onRevoke([0])';
  const revoke = ending(member, [0]);
  await world.settled();
  timersAre(world, 1, input);
  stillWaits([revoke], 'offset 2 was running', input);
  await member.release(2);
  input += '; offset 2 fails';
  hasEnded([revoke], input);
  timersAre(world, 1, input);
  committedIs(world, 1, input);
  member.fails = () => undefined;
  await staysQuiet(world, member, 0, input);
  committedIs(world, 3, `${input}; then offset 1 of partition 1 succeeds`, 1);
  await whileACommitWaits();
  await theSlotIsFree();
}

/** A message that fails while its partition is given back has a slot, and leaves it to others. */
async function theSlotIsFree(): Promise<void> {
  const world = new World(2);
  world.put({ offset: 0, key: 'a' }, { partition: 1, offset: 0, key: 'a' });
  const member = await world.join({ concurrency: 1 });
  const messages = await member.fetch();
  member.holds = ({ partition }) => partition === 0;
  member.fails = ({ partition }) => (partition === 0 ? new Error('no milk') : undefined);
  member.hand([...messages].sort((a, b) => (a.partition ?? 0) - (b.partition ?? 0)));
  await world.settled();
  const revoke = ending(member, [0]);
  await member.release(0);
  const input =
    'concurrency 1; offset 0 of partition 0 runs, that of partition 1 waits; onRevoke([0]); the one that runs fails';
  hasEnded([revoke], input);
  committedIs(world, 1, input, 1);
}

async function whileACommitWaits(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' });
  const member = await world.join();
  member.holdsCommits = true;
  await member.feed();
  member.unanswered[0]?.end(new Error('broker is away'));
  await world.settled();
  const revoke = ending(member, [0]);
  await world.settled();
  const input = 'the commit of offset 0 has failed and waits for its retry; onRevoke([0])';
  timersAre(world, 0, input);
  ok(member.unanswered.length === 1, {
    message: 'What is finished is not committed once more.',
    input,
    expected: 'commit 1, at once',
    actual: `under way: ${member.unanswered.map(({ next }) => next).join(', ') || 'none'}`,
  });
  member.unanswered[0]?.end(new Error('broker is away'));
  await world.settled();
  hasEnded([revoke], `${input}; this one fails as well`);
  await staysQuiet(world, member, 0, input);
}

interface Ending {
  state: 'waits' | 'resolved' | 'rejected';
}

/** Calls `onRevoke`, and tells how it ends. */
export function ending(member: Member, partitions: number[]): Ending {
  const end: Ending = { state: 'waits' };
  member.onRevoke(partitions).then(
    () => (end.state = 'resolved'),
    () => (end.state = 'rejected'),
  );
  return end;
}

function stillWaits(revokes: readonly Ending[], why: string, input: string): void {
  for (const { state } of revokes)
    ok(state === 'waits', {
      message: `onRevoke ${state} while ${why}.`,
      input,
      expected: 'it waits',
      actual: `it has ${state}`,
    });
}

export function hasEnded(revokes: readonly Ending[], input: string): void {
  for (const { state } of revokes)
    ok(state === 'resolved', {
      message: state === 'waits' ? 'onRevoke waits, and nothing is going on any more.' : 'onRevoke rejected.',
      input,
      expected: 'it resolves',
      actual: state === 'waits' ? 'it waits' : 'it rejected',
    });
}

function timersAre(world: World, expected: number, input: string): void {
  const count = world.clock.pending();
  ok(count === expected, {
    message: `${count} timers wait, ${expected} expected: those of partitions that are not revoked.`,
    input,
    expected: `${expected}`,
    actual: `${count}`,
  });
}

/** Of a partition that was given back nothing happens any more. */
async function staysQuiet(world: World, member: Member, partition: number, input: string): Promise<void> {
  const seen = () => ({
    handle: member.begun.filter(({ message }) => message.partition === partition).length,
    commit: member.sent(partition).length,
    'pause or resume': member.flow.filter((one) => one.endsWith(` ${partition}`)).length,
  });
  const before = seen();
  await world.clock.advance(10_000);
  await world.settled();
  const after = seen();
  for (const name of Object.keys(before) as (keyof typeof before)[])
    ok(before[name] === after[name], {
      message: `After onRevoke has resolved, ${name} was called for partition ${partition}.`,
      input: `${input}; then 10 s pass`,
      expected: `${before[name]} calls in all`,
      actual: `${after[name]}`,
    });
}
