import { equal, ok } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectFrames, expectNoMisuse, expectStream, numbers } from './expect';
import { expectNoSilence } from './heartbeat';
import { idOf } from './resume';
import { World } from './world';

export async function slowClientDelaysNobody(): Promise<void> {
  await drainsInPortions(3);
  await fiveSlowOnes();
  for (const missed of [12, 13, 14, 30]) await missesSome(12, missed);
  for (const missed of [1, 2]) await missesSome(1, missed);
  await missesMoreAfterAPortion();
  for (const more of [4, 5]) await fullWhileResuming(more);
  await fullWhileJoining(12, ['', 'x', '27', '30']);
  await fullWhileJoining(1, ['', 'x', '30']);
  for (const missed of [0, 3, 12, 13]) await fullByAHeartbeat(missed);
}

/** One with room for two beside four fast ones. */
async function drainsInPortions(rounds: number): Promise<void> {
  const world = new World({ history: 12 });
  const fast = [await world.connect(), await world.connect()];
  const slow = await world.connect();
  fast.push(await world.connect(), await world.connect());
  let last = 0;
  for (let round = 1; round <= rounds; round++) {
    slow.room = 2;
    for (let number = last + 1; number <= last + 14; number++) {
      await world.publish(`${number}`);
      const input = `history is 12; one of five clients has a full buffer after event ${last + 2}; event ${number} is published`;
      for (const client of fast) {
        expectData(client, numbers(1, number), 'A fast client did not get what was published.', input);
        expectStream(client, input);
      }
      expectWaiting(slow, Math.min(number, last + 2), input);
    }
    const input = `history is 12; a client has missed 12 events, its buffer empties with room for 5`;
    slow.drain(5);
    await world.settle();
    expectDrained(slow, last + 7, last + 14, input);
    slow.drain(3);
    await world.settle();
    expectDrained(slow, last + 10, last + 14, `${input}, and then for 3`);
    slow.drain();
    await world.settle();
    expectDrained(slow, last + 14, last + 14, `${input}, then for 3, then for all`);
    await world.publishAll(last + 15, last + 16);
    last += 16;
    expectDrained(slow, last, last, `${input}, in the end for all; then two more are published`);
  }
}

/** Five with different room, which drain in another order than they came. */
async function fiveSlowOnes(): Promise<void> {
  const world = new World({ history: 12 });
  const clients: Client[] = [];
  for (const room of [1, 2, 3, 4, 5]) {
    const client = await world.connect();
    client.room = room;
    clients.push(client);
  }
  await world.publishAll(1, 10);
  for (const at of [3, 0, 4, 2, 1]) {
    const input = `five clients with room for 1, 2, 3, 4 and 5; 10 events; the one with room for ${at + 1} drains`;
    expectWaiting(clients[at], at + 1, input);
    clients[at]?.drain();
    await world.settle();
    expectDrained(clients[at], 10, 10, input);
  }
}

async function missesSome(history: number, missed: number): Promise<void> {
  const world = new World({ history });
  const slow = await world.connect();
  slow.room = 2;
  await world.publishAll(1, 2 + missed);
  const input = `history is ${history}; a client with a full buffer has missed ${missed} events; then it drains`;
  expectNoMisuse(slow, input);
  expectData(slow, ['1', '2'], 'A client got something while its buffer was full.', input);
  slow.drain();
  await world.settle();
  if (missed <= history) return expectDrained(slow, 2 + missed, 2 + missed, input);
  await expectGivenUp(world, slow, 2, input);
}

/** What it got at a drain it has no longer missed. */
async function missesMoreAfterAPortion(): Promise<void> {
  for (const more of [5, 6]) {
    const world = new World({ history: 12 });
    const slow = await world.connect();
    slow.room = 2;
    await world.publishAll(1, 14);
    slow.drain(5);
    await world.settle();
    await world.publishAll(15, 14 + more);
    const input = `history is 12; a client has missed 12 events, gets 5 of them, and misses ${more} more; then it drains`;
    slow.drain();
    await world.settle();
    if (more === 5) expectDrained(slow, 19, 19, input);
    else await expectGivenUp(world, slow, 7, input);
  }
}

async function fullWhileResuming(more: number): Promise<void> {
  const world = new World({ history: 12 });
  const live = await world.connect();
  await world.publishAll(1, 30);
  const slow = await world.connect({ lastId: idOf(live, 19), room: 3 });
  const input = `history is 12; back with the id of event 19 of 30, with room for 3 writes; ${more} more events are published`;
  expectNoMisuse(slow, input);
  const got = slow.data.length;
  expectData(
    slow,
    numbers(20, 19 + got),
    'A client that resumes did not get the events after its id.',
    input,
  );
  // Whoever writes a comment first has room for one event less.
  await world.publishAll(31, 30 + more - (3 - got));
  slow.drain(4);
  await world.settle();
  if (more === 5) return expectGivenUp(world, slow, got, input, 19);
  expectNoMisuse(slow, input);
  ok(slow.isFull, {
    message: 'A client that drained did not get events until its buffer was full again.',
    input: `${input}; it drains with room for 4`,
    expected: 'write is called until it gives false, while there is something to send',
    actual: `${slow.data.length - got} events`,
  });
  slow.drain();
  await world.settle();
  const last = 30 + more - (3 - got);
  expectData(
    slow,
    numbers(20, last),
    'A client lost events, or got some twice.',
    `${input}; it drains twice`,
  );
  await world.publish(`${last + 1}`);
  expectData(slow, numbers(20, last + 1), 'After it had drained, a client did not get what came.', input);
  expectStream(slow, input);
}

/** Its first writes fill the buffer, whatever they are; then it misses as many events as are kept. */
async function fullWhileJoining(history: number, ways: readonly string[]): Promise<void> {
  for (const room of [1, 2, 3]) {
    for (const after of ways) {
      const world = new World({ history });
      const live = await world.connect();
      await world.publishAll(1, 30);
      const lastId = after === '' || after === 'x' ? after : idOf(live, Number(after));
      const slow = await world.connect({ lastId, room });
      const who =
        after === ''
          ? 'a new client'
          : after === 'x'
            ? "a client with the id 'x'"
            : `a client back after event ${after}`;
      const input = `history is ${history}; 30 events; ${who} connects with room for ${room} writes, and has missed ${history === 1 ? 'one event' : `${history} events`} when it drains`;
      const expected =
        after === 'x' ? ['reset', '30'] : numbers(after === '27' ? 28 : after === '30' ? 31 : 30, 30);
      for (let number = 31; !slow.isFull || expected.length - slow.data.length < history; number++) {
        await world.publish(`${number}`);
        expected.push(`${number}`);
        expectNoMisuse(slow, `${input}; event ${number} is published`);
        if (slow.isFull) continue;
        expectData(slow, expected, 'A client that is not full did not get what came.', input);
      }
      slow.drain();
      await world.settle();
      expectStream(slow, input);
      expectData(slow, expected, 'A slow client lost events, or got some twice.', input);
      expectFrames(slow, input);
      const drained = world.clock.now();
      await world.advance(40_000);
      expectNoSilence(slow, 15_000, `${input}; then silence`, drained);
    }
  }
}

/** Also when it has missed nothing: then only the clock can wake it up. */
async function fullByAHeartbeat(missed: number): Promise<void> {
  const world = new World({ history: 12 });
  const [slow, fast] = [await world.connect(), await world.connect()];
  slow.room = 1;
  await world.advance(15_000);
  const input =
    'history is 12; heartbeatMs is 15,000; the first heartbeat fills the buffer of one of two clients';
  ok(slow.isFull, {
    message: 'A silent stream got no heartbeat.',
    input,
    expected: 'one write',
    actual: 'none',
  });
  for (let round = 0; round < 3; round++) {
    const each = Math.ceil(missed / 3);
    await world.publishAll(round * each + 1, Math.min(missed, (round + 1) * each));
    await world.advance(20_000);
  }
  const full = `${input}; ${missed} events in 60,000 ms`;
  expectWaiting(slow, 0, full);
  expectData(fast, numbers(1, missed), 'A fast client did not get what was published.', full);
  slow.drain();
  await world.settle();
  if (missed > 12) return expectGivenUp(world, slow, 0, `${full}, then it drains`);
  expectDrained(slow, missed, missed, `${full}, then it drains`);
  const drained = world.clock.now();
  await world.advance(60_000);
  expectNoSilence(slow, 15_000, `${full}, then it drains`, drained);
}

/** Since its buffer is full it has got nothing: it has the events up to `last`. */
function expectWaiting(client: Client | undefined, last: number, input: string): void {
  if (!client) return;
  expectNoMisuse(client, input);
  expectData(
    client,
    numbers(1, last),
    'A slow client does not have the events up to its full buffer.',
    input,
  );
}

/** It has the events up to `last`, and its buffer is full unless this was the newest. */
function expectDrained(client: Client | undefined, last: number, newest: number, input: string): void {
  if (!client) return;
  expectStream(client, input);
  expectFrames(client, input);
  expectData(
    client,
    numbers(1, last),
    'A client that drained did not get what it had missed, in order.',
    input,
  );
  equal(client.isFull, last < newest, {
    message: 'A client that drained was not written to until it was full.',
    input,
  });
}

/** It is ended, and has got nothing but the first events. */
async function expectGivenUp(
  world: World,
  client: Client,
  got: number,
  input: string,
  from = 0,
): Promise<void> {
  await world.publish('next');
  await world.advance(30_000);
  expectNoMisuse(client, input);
  expectData(
    client,
    numbers(from + 1, from + got),
    'A client that had missed too much got more events.',
    input,
  );
  ok(client.isEnded, {
    message: 'A client that had missed more than history events was not ended.',
    input,
    expected: 'end(), at the latest when it drains',
    actual: 'it is open',
  });
}
