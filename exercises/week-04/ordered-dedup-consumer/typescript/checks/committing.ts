import { ok } from 'codealong/checkkit';
import { committedIs } from './expect';
import type { Member } from './member';
import { rising } from './prefix';
import { World } from './world';

export async function commitsOneAtATime(): Promise<void> {
  await theOldestWaits();
  for (let ticks = 0; ticks <= 40; ticks++) await endsWhileACommitEnds(ticks);
}

async function theOldestWaits(): Promise<void> {
  const world = new World();
  for (let offset = 0; offset < 5; offset++) world.put({ offset, key: `order-${offset}` });
  world.put({ partition: 1, offset: 0, key: 'a' }, { partition: 1, offset: 1, key: 'a' });
  const member = await world.join();
  member.holds = ({ partition }) => partition === 0;
  member.holdsCommits = true;
  await member.feed();
  let input = 'five messages in partition 0, two in partition 1; no commit is answered';
  for (let offset = 0; offset < 5; offset++) {
    await member.release(offset);
    atMostOne(member, input);
  }
  ok(world.counts.size === 7, {
    message: `While a commit is under way, ${7 - world.counts.size} messages wait.`,
    input,
    expected: '7 effects',
    actual: `${world.counts.size}`,
  });
  for (const partition of [0, 1])
    ok(member.sent(partition).length === 1, {
      message: `${member.sent(partition).length} commits of partition ${partition} were sent.`,
      input,
      expected: '1 in each partition, unanswered',
      actual: `partition 0: ${member.sent(0).join(', ') || 'none'}; partition 1: ${member.sent(1).join(', ') || 'none'}`,
    });
  input += '; then the commits are answered, one by one';
  for (let left = 8; member.unanswered.length > 0 && left > 0; left--) {
    member.unanswered[0]?.end();
    await world.settled();
    atMostOne(member, input);
  }
  rising(member, 0, input);
  committedIs(world, 5, input);
  committedIs(world, 2, input, 1);
  ok(member.sent().length === 2, {
    message: 'The second commit of partition 0 is not that of the prefix as it was when it was sent.',
    input,
    expected: '1, 5',
    actual: member.sent().join(', '),
  });
}

function atMostOne(member: Member, input: string): void {
  const count = member.unanswered.filter(({ partition }) => partition === 0).length;
  ok(count <= 1, {
    message: `${count} commits of partition 0 are under way.`,
    input,
    expected: 'at most 1',
    actual: member.sent().join(', '),
  });
}

async function endsWhileACommitEnds(ticks: number): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'b' });
  const member = await world.join();
  member.holds = () => true;
  member.holdsCommits = true;
  await member.feed();
  await member.release(0);
  member.holdsCommits = false;
  member.unanswered[0]?.end();
  for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
  await member.release(1);
  const input = `offset 1 ends ${ticks} microtasks after the commit of offset 0 was answered; no more records come`;
  committedIs(world, 2, input);
}

export async function failedCommitIsRetried(): Promise<void> {
  await threeTimes();
  await withWhatFinishedMeanwhile();
}

async function threeTimes(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' });
  const member = await world.join();
  member.holdsCommits = true;
  await member.feed();
  for (let failures = 1; failures <= 3; failures++) {
    member.unanswered[0]?.end(new Error('broker is away'));
    await world.settled();
    await world.clock.advance(100);
    await world.settled();
    const input = `retryMs 100; offset 0 is finished; its commit fails ${failures} time(s), and 100 ms pass after each`;
    isTriedAgain(member, 1, input);
  }
  member.unanswered[0]?.end();
  await world.settled();
  const input = 'offset 0 is finished; its commit fails three times, then succeeds';
  committedIs(world, 1, input);
  const { length } = member.commits;
  await world.clock.advance(10_000);
  ok(member.commits.length === length && world.clock.pending() === 0, {
    message: 'Everything is committed, and something goes on.',
    input: `${input}; 10 s pass`,
    expected: 'no commit, no timer',
    actual: `${member.commits.length - length} commits, ${world.clock.pending()} timers`,
  });
}

async function withWhatFinishedMeanwhile(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'b' }, { offset: 2, key: 'c' });
  const member = await world.join();
  member.holds = () => true;
  member.holdsCommits = true;
  await member.feed();
  await member.release(0);
  member.unanswered[0]?.end(new Error('broker is away'));
  await world.clock.advance(99);
  await member.release(1);
  await world.clock.advance(1);
  await world.settled();
  const input =
    'retryMs 100; the commit of offset 0 fails, 99 ms later offset 1 is finished, and 1 ms passes';
  isTriedAgain(member, 2, input);
  member.unanswered[0]?.end();
  await world.settled();
  await member.release(2);
  for (let left = 5; member.unanswered.length > 0 && left > 0; left--) {
    member.unanswered[0]?.end();
    await world.settled();
  }
  committedIs(world, 3, `${input}; then commits succeed, and offset 2 is finished`);
}

/** A commit is under way, with the prefix as it is now. A solution may have tried before: it then waits longer. */
function isTriedAgain(member: Member, next: number, input: string): void {
  const [commit, other] = member.unanswered;
  ok(commit, {
    message: 'The commit failed and was not tried again.',
    input,
    expected: `commit ${next}`,
    actual: `sent so far: ${member.sent().join(', ')}`,
  });
  ok(commit.next === next && !other, {
    message: `After a failed commit the prefix ends at ${next}, and ${member.unanswered.map((one) => one.next).join(', ')} is sent.`,
    input,
    expected: `commit ${next}`,
    actual: `sent so far: ${member.sent().join(', ')}`,
  });
}
