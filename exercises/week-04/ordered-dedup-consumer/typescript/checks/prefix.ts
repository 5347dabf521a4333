import { connectionReset, ok, seededRng } from 'codealong/checkkit';
import { committedIs, onceEach, releaseAll } from './expect';
import type { Member } from './member';
import { World } from './world';

export async function commitsFinishedPrefix(): Promise<void> {
  await stepByStep(0, [0, 1, 2, 5, 9, 10]);
  await stepByStep(7, [100, 101, 102, 105, 109, 110]);
  await notBeforeTheTransaction();
  await notBehindATransaction();
  for (let seed = 1; seed <= 3; seed++) await inAnyOrder(seed);
}

async function stepByStep(partition: number, offsets: readonly number[]): Promise<void> {
  const world = new World(8);
  const sent = offsets.map((offset, n) => ({ partition, offset, key: `order-${n}` }));
  world.put(...sent);
  const member = await world.join();
  member.holds = () => true;
  await member.feed();
  const finished: number[] = [];
  for (const at of [1, 5, 3, 0, 2, 4]) {
    const offset = offsets[at] ?? 0;
    finished.push(offset);
    await member.release(offset, partition);
    const input = `partition ${partition}, offsets ${offsets.join(', ')} received, finished one by one: ${finished.join(', ')}`;
    member.mustBeFine(input);
    const open = offsets.find((one) => !finished.includes(one));
    const before = offsets.filter((one) => open === undefined || one < open).at(-1);
    committedIs(world, before === undefined ? undefined : before + 1, input, partition);
    rising(member, partition, input);
  }
}

async function notBeforeTheTransaction(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: null }, { offset: 1, key: null });
  const member = await world.join();
  const commits: (() => void)[] = [];
  member.beforeCall = (name, { messages }) =>
    name === 'commit' && messages.length > 0
      ? new Promise<void>((resolve) => void commits.push(resolve))
      : undefined;
  await member.feed();
  const input = 'offsets 0 and 1; their handlers have ended, the commits of their transactions have not';
  member.mustBeFine(input);
  committedIs(world, undefined, input);
  for (const commit of commits) commit();
  await world.settled();
  committedIs(world, 2, `${input}; then they have`);
}

/** What ends behind a transaction that is under way, and then fails, does not take it along. */
async function notBehindATransaction(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'b' });
  const member = await world.join();
  let end = (_error: Error): void => undefined;
  member.beforeCall = (name, { messages }) =>
    name === 'commit' && messages.some(({ offset }) => offset === 0)
      ? new Promise<void>((_, reject) => (end = reject))
      : undefined;
  await member.feed();
  let input = "offset 0's handler has ended, its transaction has not; offset 1 is finished";
  member.mustBeFine(input);
  committedIs(world, undefined, input);
  member.beforeCall = () => undefined;
  end(connectionReset());
  await world.settled();
  input += '; the transaction of offset 0 fails';
  member.mustBeFine(input);
  committedIs(world, undefined, input);
  await world.clock.advance(100);
  await world.settled();
  committedIs(world, 2, `${input}; 100 ms pass`);
}

async function inAnyOrder(seed: number): Promise<void> {
  const random = seededRng(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const world = new World();
  let offset = 88;
  const sent = Array.from({ length: 24 }, (_, n) => ({
    offset: (offset += n % 7 === 0 ? 3 : 1),
    key: n % 5 === 0 ? null : `order-${n}`,
  }));
  world.put(...sent);
  const member = await world.join({ concurrency: 30 });
  member.holds = () => true;
  await member.feed();
  const input = `24 messages from offset 91 on, with gaps; handlers end in random order, seed ${seed}`;
  await releaseAll(member, pick, () => {
    const { received, finished } = member;
    const open = received.findIndex((message) => !finished.has(message));
    const last = sent.at(open === -1 ? -1 : open - 1)?.offset ?? 0;
    committedIs(world, open === 0 ? undefined : last + 1, `${input}, ${finished.size} have ended`);
  });
  member.mustBeFine(input);
  onceEach(world, sent, input);
  rising(member, 0, input);
}

/** Values rise, and none is sent again once it was confirmed. */
export function rising(member: Member, partition: number, input: string): void {
  const sent = member.sent(partition);
  const bad = sent.findIndex((next, at) => at > 0 && next <= (sent[at - 1] ?? 0));
  ok(bad === -1, {
    message: `Partition ${partition}: ${sent[bad]} was committed after ${sent[bad - 1]}.`,
    input,
    expected: 'values that rise',
    actual: sent.join(', '),
  });
}
