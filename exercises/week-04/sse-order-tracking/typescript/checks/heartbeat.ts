import { equal, fail, ok } from 'codealong/checkkit';
import type { Client } from './client';
import { expectStream } from './expect';
import { parse } from './parse';
import { World } from './world';

export async function keepsTheLineAlive(): Promise<void> {
  for (const heartbeatMs of [15_000, 400, 7_333, 90_000]) {
    await silent(heartbeatMs, 0);
    await silent(heartbeatMs, 3);
  }
  await silent(15_000, 3, 25);
  await backInSilence();
  await sideBySide();
  await afterALookUp();
  await busy();
}

/** Nothing happens, for so many periods. */
async function silent(heartbeatMs: number, events: number, periods = 5): Promise<void> {
  const world = new World({ heartbeatMs });
  await world.publishAll(1, events);
  const client = await world.connect();
  const input = `heartbeatMs is ${heartbeatMs}; ${events} events before the client comes, then silence`;
  expectStream(client, input);
  await silence(world, client, heartbeatMs, input, periods);
  equal(client.data, events === 0 ? [] : [`${events}`], {
    message: 'In silence a client got something that is an event.',
    input,
  });
}

/** Somebody comes back, and there is nothing to send, or one event. */
async function backInSilence(): Promise<void> {
  for (const missed of [0, 1]) {
    const world = new World();
    const first = await world.connect();
    await world.publishAll(1, 3);
    const lastId = first.events[2 - missed]?.id ?? '';
    first.leave();
    const client = await world.connect({ lastId });
    const input = `heartbeatMs is 15000; back with the id of event ${3 - missed} of 3, then silence`;
    expectStream(client, input);
    await silence(world, client, 15_000, input);
  }
}

async function silence(
  world: World,
  client: Client,
  heartbeatMs: number,
  input: string,
  periods = 5,
): Promise<void> {
  for (let period = 1; period <= periods; period++) {
    const before = client.writes.length;
    const when = (ms: number): string => `${input}; ${ms} ms after the head (${client.name})`;
    await world.advance(heartbeatMs - 1);
    ok(client.writes.length === before, {
      message: `Heartbeat ${period} came before heartbeatMs had passed.`,
      input: when(period * heartbeatMs - 1),
      expected: 'no write since the last one',
      actual: JSON.stringify(client.writes.at(-1)?.text),
    });
    await world.advance(1);
    expectBeat(client, before, period, when(period * heartbeatMs));
  }
}

function expectBeat(client: Client, before: number, period: number, input: string): void {
  const beat = client.writes.slice(before);
  if (beat.length !== 1)
    fail({
      message: `Heartbeat ${period}: a silent stream got ${beat.length} writes, expected one.`,
      input,
      expected: 'one write',
      actual: `${beat.length} writes`,
    });
  const { events, strange, comment } = parse(beat[0]?.text ?? '');
  ok(comment && events.length === 0 && strange === undefined, {
    message: 'A heartbeat is not a comment and a blank line.',
    input,
    expected: 'a line that begins with a colon, and a blank line',
    actual: JSON.stringify(beat[0]?.text),
  });
}

/** Each stream counts for itself, also beside others of the same order and beside a busy one. */
async function sideBySide(): Promise<void> {
  const world = new World();
  const first = await world.connect();
  const busyOne = await world.connect({ order: 'o2' });
  await world.advance(4_000);
  const second = await world.connect();
  await world.advance(5_000);
  const later = [1, 2, 3, 4].map(() => world.start());
  await world.settle();
  const started = world.clock.now();
  for (let second = 1; second <= 90; second++) {
    if (second % 5 === 0) await world.publish(`${second}`, { order: 'o2' });
    await world.advance(1_000);
  }
  for (const client of [first, second, ...later]) {
    const expected: number[] = [];
    for (let ms = 15_000; client.headAt + ms <= started + 90_000; ms += 15_000) expected.push(ms);
    // What comes together with the head is not a heartbeat.
    const beats = client.writes.map(({ at }) => at - client.headAt).filter((ms) => ms > 0);
    equal(beats.join(', '), expected.join(', '), {
      message: 'A silent stream did not get its heartbeats at their time.',
      input: `six silent streams of one order that began at 0, 4,000 and 9,000 ms (four of them), and one of another with an event every 5,000 ms; milliseconds since the head (${client.name})`,
    });
  }
  expectNoSilence(busyOne, 15_000, 'an event every 5,000 ms');
}

/** The time begins with the head, not with the request. */
async function afterALookUp(): Promise<void> {
  const world = new World();
  world.hold();
  const client = world.start();
  await world.advance(40_000);
  world.answerNow();
  await world.settle();
  const input = 'ownerOf takes 40,000 ms; heartbeatMs is 15,000';
  expectStream(client, input);
  await silence(world, client, 15_000, input);
}

async function busy(): Promise<void> {
  const world = new World();
  const client = await world.connect();
  for (let number = 1; number <= 13; number++) {
    await world.advance(12_000);
    await world.publish(`${number}`);
  }
  await world.advance(60_000);
  expectStream(client, 'an event every 12,000 ms, then silence');
  expectNoSilence(client, 15_000, 'an event every 12,000 ms thirteen times, then silence for 60,000 ms');
}

/** From the head, or from a moment after it, until now. */
export function expectNoSilence(
  client: Client,
  heartbeatMs: number,
  input: string,
  from = client.headAt,
): void {
  const later = client.writes.map(({ at }) => at).filter((at) => at > from);
  const times = [from, ...later, client.clock.now()];
  const gap = Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
  ok(gap <= heartbeatMs, {
    message: `${gap} ms went by without a write; heartbeatMs is ${heartbeatMs}.`,
    input: `${input} (${client.name})`,
    expected: `at most ${heartbeatMs} ms`,
    actual: `${gap} ms`,
  });
}
