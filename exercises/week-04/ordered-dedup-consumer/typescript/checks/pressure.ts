import { ok } from 'codealong/checkkit';
import { committedIs, onceEach, releaseAll } from './expect';
import type { Member } from './member';
import { World, type Sent } from './world';

const sentOf = (count: number, partition = 0): Sent[] =>
  Array.from({ length: count }, (_, offset) => ({ partition, offset, key: `order-${offset}` }));

export async function pausesAndResumes(): Promise<void> {
  await countsFromThePrefix();
  await oneAtATime();
  await takesWhatComesAllTheSame();
  await manyAtOnce();
  await startsAnew();
}

async function countsFromThePrefix(): Promise<void> {
  const world = new World();
  const sent = [...sentOf(4), ...sentOf(3, 1)];
  world.put(...sent);
  const member = await world.join({ maxInFlight: 4 });
  member.holds = () => true;
  const all = await member.fetch();
  let input = 'maxInFlight 4; 3 messages of partition 1';
  member.hand(all.filter(({ partition }) => partition === 1));
  flowIs(member, [], '3 messages are open', input);
  member.hand(all.filter(({ partition, offset = 0 }) => partition === 0 && offset < 3));
  input = 'maxInFlight 4; 3 messages of partition 1, 3 of partition 0';
  flowIs(member, [], '3 messages are open in each partition', input);
  member.hand(all.filter(({ partition, offset }) => partition === 0 && offset === 3));
  input += ', then another one';
  flowIs(member, ['pause 0'], '4 messages are open, and onRecords has returned', input);
  await world.settled();
  for (const offset of [1, 3, 2]) {
    await member.release(offset);
    input += `; offset ${offset} ends`;
    flowIs(member, ['pause 0'], 'offset 0 is not finished, so 4 messages are open', input);
  }
  await member.release(0);
  input += '; offset 0 ends';
  flowIs(member, ['pause 0', 'resume 0'], 'no message of partition 0 is open', input);
  await releaseAll(member);
  onceEach(world, sent, input);
}

async function oneAtATime(): Promise<void> {
  const world = new World(1);
  const sent = sentOf(5);
  world.put(...sent);
  const member = await world.join({ maxInFlight: 1 });
  member.holds = () => true;
  const expected: string[] = [];
  for (let offset = 0; offset < 5; offset++) {
    member.hand(await member.fetch(1));
    expected.push('pause 0');
    const input = `maxInFlight 1; offset ${offset} comes when the one before is finished`;
    flowIs(member, expected, '1 message is open', input);
    await world.settled();
    await member.release(offset);
    expected.push('resume 0');
    flowIs(member, expected, 'none is open', `${input}; it ends`);
  }
  onceEach(world, sent, 'maxInFlight 1, five messages');
}

/** Polls that were under way when it paused. */
async function takesWhatComesAllTheSame(): Promise<void> {
  const world = new World(1);
  const sent = sentOf(10);
  world.put(...sent);
  const member = await world.join({ maxInFlight: 4 });
  member.holds = () => true;
  const batches = [await member.fetch(4), await member.fetch(4), await member.fetch(2)];
  let input = 'maxInFlight 4; batches of 4, 4 and 2 messages come one after the other';
  for (const batch of batches) member.hand(batch);
  flowIs(member, ['pause 0'], '10 messages are open', input);
  await world.settled();
  for (let offset = 0; offset < 6; offset++) {
    await member.release(offset);
    input += `; offset ${offset} ends`;
    flowIs(member, ['pause 0'], `${9 - offset} messages are open`, input);
  }
  await member.release(6);
  flowIs(member, ['pause 0', 'resume 0'], '3 messages are open', `${input}; offset 6 ends`);
  await releaseAll(member);
  onceEach(world, sent, input);
  committedIs(world, 10, input);
}

async function manyAtOnce(): Promise<void> {
  const world = new World(1);
  const sent = sentOf(13);
  world.put(...sent);
  const member = await world.join({ maxInFlight: 4 });
  await member.feed();
  const input = 'maxInFlight 4; 13 messages in one batch, all of which end';
  flowIs(member, ['pause 0', 'resume 0'], 'no message is open', input);
  onceEach(world, sent, input);
}

async function startsAnew(): Promise<void> {
  const world = new World(1);
  const sent = sentOf(12);
  world.put(...sent);
  const member = await world.join({ maxInFlight: 4 });
  member.holds = () => true;
  const expected: string[] = [];
  let input = 'maxInFlight 4';
  for (let round = 0; round < 3; round++) {
    member.hand(await member.fetch(4));
    await world.settled();
    expected.push('pause 0');
    input += '; 4 messages come';
    flowIs(member, expected, '4 messages are open in this assignment', input);
    await world.rebalance();
    await releaseAll(member);
    await world.settled();
    input += ', the partition is revoked, they end, it is assigned again';
    flowIs(member, expected, 'a revoked partition is not resumed, a new one is not paused', input);
  }
  onceEach(world, sent, input);
}

function flowIs(member: Member, expected: readonly string[], when: string, input: string): void {
  ok(member.flow.join() === expected.join(), {
    message: `${when[0]?.toUpperCase()}${when.slice(1)}: ${told(member.flow, expected)}.`,
    input,
    expected: expected.join(', ') || 'no call of pause or resume',
    actual: member.flow.join(', ') || 'no call of pause or resume',
  });
}

function told(flow: readonly string[], expected: readonly string[]): string {
  if (flow.length < expected.length) return `${expected.at(-1)?.split(' ')[0]} was not called`;
  return `${flow.find((one, at) => one !== expected[at])?.split(' ')[0]} was called`;
}
