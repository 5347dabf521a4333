import { fail, ok, show } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectFrames, expectStream, listOf, numbers, same } from './expect';
import { expectResumed, idOf } from './resume';
import { World } from './world';

export async function unknownIdResets(): Promise<void> {
  const world = new World({ history: 12, epoch: 'a' });
  const live = await world.connect();
  const elsewhere = await world.connect({ order: 'o2' });
  for (let number = 1; number <= 30; number++) {
    world.publishNow(`${number}`);
    await world.publish(`x${number}`, { order: 'o2' });
  }
  for (const after of [19, 20, 30]) {
    const client = await world.connect({ lastId: idOf(live, after) });
    expectResumed(client, live, after, 30, `history is 12; back with the id of event ${after} of 30`);
  }
  const clients: { client: Client; input: string }[] = [];
  const tries: [id: string, what: string][] = [
    ...[1, 5, 17, 18].map((number): [string, string] => [idOf(live, number), `the id of event ${number}`]),
    ...idsOfAnother(elsewhere, live),
    ...madeUp(live).map((id): [string, string] => [id, `the id ${show(id)}`]),
  ];
  for (const [id, what] of tries) {
    const client = await world.connect({ lastId: id });
    const input = `history is 12, so events 19 to 30 are kept; somebody connects with ${what}; event 30 has the id ${show(idOf(live, 30))}`;
    expectReset(client, ['30'], input);
    clients.push({ client, input });
  }
  await world.publishAll(31, 33);
  for (const { client, input } of clients)
    expectReset(client, numbers(30, 33), `${input}; then 31 to 33 are published`);
  await afterARestart();
  await withoutEvents();
  await beforeTheFirst();
  await historyOfOne();
  await whileLookingUp();
}

/** First `reset`, then these events. */
function expectReset(client: Client, then: readonly string[], input: string): void {
  expectStream(client, input);
  expectFrames(client, input);
  expectData(
    client,
    ['reset', ...then],
    'An id that is not kept did not get reset, and then the newest event.',
    input,
  );
  const [reset] = client.events;
  ok(reset?.id === undefined && reset?.data === '', {
    message: 'The frame of a reset has more than its event.',
    input,
    expected: 'the event reset, empty data, no line id',
    actual: `data ${show(reset?.data)}, id ${show(reset?.id)}`,
  });
}

/** The ids of events of another order, but for those that a kept event of this one has, too. */
function idsOfAnother(elsewhere: Client, live: Client): [id: string, what: string][] {
  const kept = live.events.slice(-12).map(({ id }) => id);
  return [20, 25, 29, 30].flatMap((number): [string, string][] => {
    const id = idOf(elsewhere, number);
    return kept.includes(id) ? [] : [[id, `the id of event ${number} of another order`]];
  });
}

/** What looks like the id of a kept event to somebody who does not compare it as a whole. */
function madeUp(live: Client): string[] {
  const kept = live.events.slice(-12).map(({ id }) => id ?? '');
  const id = kept.at(-1) ?? '';
  const made = [
    ...['x', '0', '-1', '31', '1e9', 'NaN', 'undefined', '__proto__', 'constructor', ' '],
    ...[`${id} `, ` ${id}`, `${id}\t`, `${id}x`, `x${id}`, `${id}${id}`, `${id},${id}`, `${id}.0`, `"${id}"`],
    ...[
      id.replace(/(\d+)$/, '0$1'),
      id.replace(/(\d+)$/, ' $1'),
      id.replace(/(\d+)$/, '+$1'),
      id.replace(/(\d+)/, '0$1'),
    ],
    ...[
      id.toUpperCase(),
      id.toLowerCase(),
      id.slice(0, -1),
      id.slice(1),
      `${id}1`,
      id.split('').reverse().join(''),
    ],
  ];
  return [...new Set(made)].filter((one) => one !== '' && !kept.includes(one));
}

/** Ids of hubs with other epochs, where other events have the same number. */
async function afterARestart(): Promise<void> {
  for (const [before, after] of [
    ['e1', 'e2'],
    ['a2', 'a'],
    ['a', 'a2'],
    ['1', '11'],
    ['11', '1'],
    ['0', '00'],
    ['Ab', 'aB'],
    ['20261130T0820a', '20261130T0820b'],
  ] as const) {
    const old = new World({ epoch: before });
    const live = await old.connect();
    await old.publishTogether(1, 30);
    const world = new World({ epoch: after, history: 200 });
    await world.publishTogether(1, 130);
    for (const number of [1, 2, 9, 12, 29, 30]) {
      const client = await world.connect({ lastId: idOf(live, number) });
      const input = `the id of event ${number} of a hub with epoch '${before}' comes to one with epoch '${after}', which has published 130 events`;
      expectReset(client, ['130'], `${input}; the id is ${show(idOf(live, number))}`);
    }
  }
}

async function withoutEvents(): Promise<void> {
  const world = new World();
  const client = await world.connect({ lastId: 'x' });
  expectReset(client, [], "an order without events; somebody connects with the id 'x'");
  await world.publishAll(1, 2);
  expectReset(
    client,
    ['1', '2'],
    "an order without events; somebody connects with the id 'x'; then two events come",
  );
}

/** All events are kept, and still an id that was never given is none of theirs. */
async function beforeTheFirst(): Promise<void> {
  const world = new World({ history: 12, epoch: 'a' });
  const live = await world.connect();
  await world.publishAll(1, 3);
  for (const number of ['0', '-1', '4', '']) {
    const id = idOf(live, 1).replace(/\d+/, number);
    const client = await world.connect({ lastId: id });
    const input = `history is 12; three events, the first with the id ${show(idOf(live, 1))}; somebody connects with the id ${show(id)}`;
    if (live.events.every((event) => event.id !== id)) expectReset(client, ['3'], input);
  }
}

async function historyOfOne(): Promise<void> {
  const world = new World({ history: 1 });
  const live = await world.connect();
  for (let number = 1; number <= 3; number++) {
    await world.publish(`${number}`);
    const input = `history is 1; ${number} events`;
    const known = await world.connect({ lastId: idOf(live, number) });
    expectResumed(known, live, number, number, `${input}; back with the id of the newest`);
    if (number === 1) continue;
    const old = await world.connect({ lastId: idOf(live, number - 1) });
    expectReset(old, [`${number}`], `${input}; back with the id of the one before the newest`);
  }
}

async function whileLookingUp(): Promise<void> {
  const world = new World();
  await world.publishTogether(1, 12);
  world.hold();
  const client = world.start({ lastId: 'x' });
  await world.publishAll(13, 15);
  world.answerNow();
  await world.settle();
  await world.publish('16');
  const input =
    "12 events; somebody connects with the id 'x'; 13 to 15 while ownerOf is pending, 16 afterwards";
  expectStream(client, input);
  const allowed = [12, 13, 14, 15].map((from) => ['reset', ...numbers(from, 16)]);
  if (allowed.some((one) => same(one, client.data))) return;
  fail({
    message: 'After a reset there was not one unbroken sequence of events up to the newest.',
    input,
    expected: listOf(['reset', '15', '16']),
    actual: listOf(client.data),
  });
}
