import { ok } from 'codealong/checkkit';
import { committedIs, onceEach, releaseAll } from './expect';
import { ending, hasEnded } from './revoke';
import { listed, World, type Sent } from './world';

export async function assignmentsDoNotMix(): Promise<void> {
  await fourInARow();
  await lowerOffsets();
  await generationZero();
  await theNextOwnerGoesOn();
  await afterTheRevoke();
}

/** In each, one message runs, two with its key wait, and old records arrive while it is given back. */
async function fourInARow(): Promise<void> {
  const world = new World(1);
  const sent: Sent[] = Array.from({ length: 12 }, (_, offset) => ({ offset, key: 'a' }));
  world.put(...sent);
  const member = await world.join({ generation: (ofBroker) => 10 * ofBroker });
  member.holds = () => true;
  let input = "12 messages of key 'a'; generation 10";
  for (let round = 1; round <= 4; round++) {
    const batch = await member.fetch(3);
    const late = await member.fetch(2);
    member.hand(batch);
    await world.settled();
    await world.rebalance();
    input += `; offset ${round - 1} runs, two wait, the partition is revoked, old records arrive, offset ${round - 1} ends, generation ${10 * (round + 1)}`;
    member.hand(late);
    await member.release(round - 1);
    member.mustBeFine(input);
    committedIs(world, round, input);
  }
  member.holds = () => false;
  await member.feed();
  member.mustBeFine(input);
  onceEach(world, sent, input);
  committedIs(world, 12, input);
  const refused = member.commits.find(({ isConfirmed }) => !isConfirmed);
  ok(!refused, {
    message: `The broker refused commit ${refused?.next} of generation ${refused?.generation}.`,
    input,
    expected: 'each commit in the generation of its assignment, before onRevoke resolves',
    actual: member.commits.map(({ next, generation }) => `${next} in ${generation}`).join(', '),
  });
}

/** What was given up comes again, below what was finished behind it. */
async function lowerOffsets(): Promise<void> {
  const world = new World(1);
  const sent: Sent[] = [0, 1, 2, 3, 4].map((offset) => ({ offset, key: `order-${offset}` }));
  world.put(...sent);
  const member = await world.join();
  member.fails = ({ offset }) => (offset === 1 ? new Error('no milk') : undefined);
  await member.feed();
  await world.rebalance();
  member.fails = () => undefined;
  await member.feed();
  const input = `${listed(sent)}; offset 1 fails, the others are finished, the partition is revoked and assigned again; offsets 1 to 4 come again`;
  member.mustBeFine(input);
  onceEach(world, sent, input);
  committedIs(world, 5, input);
}

async function generationZero(): Promise<void> {
  const world = new World(1);
  world.put({ offset: 0, key: 'a' });
  const member = await world.join({ generation: (ofBroker) => ofBroker - 1 });
  await member.feed();
  member.mustBeFine('one message in generation 0');
  committedIs(world, 1, 'one message in generation 0');
}

/** Records of a partition that is being given back, and of one that is not assigned. */
async function afterTheRevoke(): Promise<void> {
  const world = new World(2);
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'b' }, { offset: 2, key: null });
  world.put({ partition: 1, offset: 0, key: 'a' });
  const member = await world.join({ maxInFlight: 2 });
  member.holds = ({ partition }) => partition === 0;
  member.hand(await member.fetch(1));
  await world.settled();
  const records = await member.fetch();
  const revoke = ending(member, [0]);
  member.hand(records.filter(({ partition, offset }) => partition === 0 && offset === 1));
  await member.release(0);
  const during =
    'offset 0 of partition 0 runs; onRevoke([0]); offset 1, which has another key, arrives; offset 0 ends';
  member.mustBeFine(during);
  hasEnded([revoke], during);
  member.hand(records.filter(({ offset }) => offset !== 1));
  await world.settled();
  const input = `${during}; then offset 2 of partition 0, and offset 0 of partition 1`;
  member.mustBeFine(input);
  committedIs(world, 1, input, 0);
  committedIs(world, 1, input, 1);
  ok(!member.flow.includes('pause 0'), {
    message: 'A partition that is not assigned is paused.',
    input,
    expected: 'no pause of partition 0',
    actual: member.flow.join(', '),
  });
}

/** The broker waits for `onRevoke`, and gives the partition to somebody else. */
async function theNextOwnerGoesOn(): Promise<void> {
  const world = new World(2);
  const sent: Sent[] = Array.from({ length: 24 }, (_, n) => ({
    partition: n % 2,
    offset: Math.floor(n / 2),
    key: ['a', 'b', null][n % 3] ?? null,
  }));
  world.put(...sent);
  const one = await world.join({ concurrency: 5 });
  one.holds = () => true;
  await one.feed();
  for (const place of one.running.slice(0, 3)) {
    const [partition, offset] = place.split('/').map(Number);
    await one.release(offset ?? 0, partition);
  }
  const other = await world.join({ concurrency: 5 });
  await releaseAll(one);
  one.holds = () => false;
  await Promise.all([one.feed(), other.feed()]);
  await world.settled();
  const input =
    '24 messages in two partitions, concurrency 5; three have ended when a second instance joins the group';
  one.mustBeFine(input);
  other.mustBeFine(input);
  onceEach(world, sent, input);
  committedIs(world, 12, input, 0);
  committedIs(world, 12, input, 1);
}
