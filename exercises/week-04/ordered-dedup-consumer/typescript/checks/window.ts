import { connectionReset, ok } from 'codealong/checkkit';
import { committedIs, onceEach, releaseAll } from './expect';
import type { Member } from './member';
import { mustBeQuiet } from './quiet';
import { World, type Sent } from './world';

const many = (count: number, partition = 0, first = 0): Sent[] =>
  Array.from({ length: count }, (_, n) => ({ partition, offset: first + n, key: `order-${n}` }));

export async function remembersAWindow(): Promise<void> {
  for (const [window, count] of [
    [0, 16],
    [1, 16],
    [12, 40],
  ] as const)
    await forgets(window, count);
  for (const window of [1, 12]) await recognises(window);
  await behindASlowOne();
  await aheadOfAnother();
  await commitsFail();
  await deletingFails();
  await deletingTakesLong();
  for (const window of [0, 2]) await assignedAgain(window);
}

async function forgets(window: number, count: number): Promise<void> {
  const world = new World(2);
  world.put(...many(count), ...many(count, 1));
  const member = await world.join({ window });
  await member.feed(count / 2);
  const input = `window ${window}; ${count} messages in each of two partitions, all committed`;
  onceEach(world, [...many(count), ...many(count, 1)], input);
  rowsAreAtMost(world, 2 * window, input);
}

function rowsAreAtMost(world: World, most: number, input: string): void {
  const tables = world.db.tables().filter((table) => table !== 'effects');
  const rows = tables.reduce((sum, table) => sum + world.db.rows(table).size, 0);
  ok(rows <= most, {
    message: `${rows} rows are left, beside the effects.`,
    input,
    expected: `at most ${most}: window rows of each partition`,
    actual: `${rows}`,
  });
}

/** Three times, at the largest distance. */
async function recognises(window: number): Promise<void> {
  const world = new World(1);
  const member = await world.join({ window });
  for (let round = 0; round < 3; round++) {
    const first = round * 100;
    const sent = many(window, 0, first).map((one) => ({ ...one, id: `m${one.offset}` }));
    world.put(...sent, { offset: first + window, key: 'order-0', id: `m${first}` });
    await member.feed(window);
    const input = `window ${window}; offsets ${first} to ${first + window - 1} are committed, then offset ${first + window} has the id of offset ${first}`;
    const count = world.counts.get(`m${first}`);
    ok(count === 1, {
      message: `A message that is ${window} offset${window === 1 ? '' : 's'} back was not recognised; the window is ${window}.`,
      input,
      expected: '1 effect',
      actual: `${count} effects`,
    });
    committedIs(world, first + window + 1, input);
  }
}

/** Restarts without notice, and finishes what comes again. */
async function dies(world: World, member: Member, settings: { window: number }): Promise<Member> {
  await world.kill(member);
  const next = await world.join(settings);
  await next.feed();
  return next;
}

async function behindASlowOne(): Promise<void> {
  for (const window of [0, 12]) {
    const world = new World(1);
    world.put(...many(30));
    const member = await world.join({ window });
    member.holds = ({ offset }) => offset === 1;
    await member.feed(10);
    await dies(world, member, { window });
    const input = `window ${window}; offset 1 does not end, 0 and 2 to 29 are finished; the process dies, and another one gets offsets 1 to 29`;
    onceEach(world, many(30), input);
    committedIs(world, 30, input);
  }
}

async function aheadOfAnother(): Promise<void> {
  const world = new World(2);
  const sent = [...many(6), ...many(20, 1, 1_000)];
  world.put(...sent);
  const member = await world.join({ window: 2 });
  member.holds = ({ partition, offset }) => partition === 0 && offset === 0;
  await member.feed(5);
  committedIs(world, 1_020, 'partition 1', 1);
  await dies(world, member, { window: 2 });
  const input =
    'window 2; offset 0 of partition 0 does not end, 1 to 5 are finished; partition 1 commits offsets above 1,000; the process dies, and another one goes on';
  onceEach(world, sent, input);
  committedIs(world, 6, input);
}

async function commitsFail(): Promise<void> {
  const world = new World(1);
  world.put(...many(20));
  const member = await world.join({ window: 0 });
  member.holdsCommits = true;
  const feeding = member.feed(5);
  await feeding;
  for (let round = 0; round < 5; round++) {
    for (const commit of member.unanswered) commit.end(new Error('broker is away'));
    await world.settled();
    await world.clock.advance(100);
  }
  await dies(world, member, { window: 0 });
  const input =
    'window 0; 20 messages are finished, each commit fails; the process dies, and another one gets them again';
  onceEach(world, many(20), input);
  committedIs(world, 20, input);
}

async function deletingFails(): Promise<void> {
  const world = new World(1);
  const sent = many(30);
  world.put(...sent);
  const member = await world.join({ window: 2 });
  let [early, late] = [3, 1];
  member.beforeCall = (name) => {
    if (name !== 'delete') return;
    const isLate = (member.sent().at(-1) ?? 0) >= 20;
    if (isLate ? late-- > 0 : early-- > 0) throw connectionReset();
  };
  const input =
    'window 2; 30 messages in batches of 5; deleting fails three times with a lost connection, and once more behind offset 20';
  await mustBeQuiet(input, () => member.feed(5));
  await world.clock.advance(1_000);
  await releaseAll(member);
  member.mustBeFine(input);
  onceEach(world, sent, input);
  committedIs(world, 30, input);
  rowsAreAtMost(world, 2, input);
}

/** Whoever deletes takes no slot, and messages don't wait for it. */
async function deletingTakesLong(): Promise<void> {
  const world = new World(1);
  const sent = many(2);
  world.put(...sent);
  const member = await world.join({ window: 0, concurrency: 1 });
  let goOn = (): void => undefined;
  let isHeld = false;
  member.beforeCall = (name, { messages }) => {
    if (messages.length > 0 || member.commits.length === 0 || isHeld) return;
    if (name === 'commit') return new Promise<void>((resolve) => ((isHeld = true), (goOn = resolve)));
  };
  await member.feed(1);
  const input =
    'window 0, concurrency 1; offset 0 is committed, and the transaction that deletes its mark takes long; offset 1 comes';
  onceEach(world, sent, input);
  goOn();
  await world.settled();
  committedIs(world, 2, `${input}; then it ends`);
  rowsAreAtMost(world, 0, `${input}; then it ends`);
}

/** What an earlier assignment has left is deleted as well, and what its last commit has covered. */
async function assignedAgain(window: number): Promise<void> {
  const world = new World(1);
  const sent = many(20);
  world.put(...sent);
  const member = await world.join({ window });
  let input = `window ${window}; offsets 0 to 8 are finished, offset 9 runs; onRevoke([0]); it ends`;
  member.holds = ({ offset }) => offset === 9;
  member.hand(await member.fetch(10));
  await world.settled();
  await world.rebalance();
  await member.release(9);
  committedIs(world, 10, input);
  rowsAreAtMost(world, window, input);
  await member.feed();
  input += '; the partition is assigned again, offsets 10 to 19 come';
  onceEach(world, sent, input);
  committedIs(world, 20, input);
  rowsAreAtMost(world, window, input);
}
