import { equal, everyInterleaving, fail } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectFrames, expectStream, listOf, numbers, same } from './expect';
import { promises, World } from './world';

export async function resumesAfterTheId(): Promise<void> {
  const world = new World();
  const live = await world.connect();
  await world.publishAll(1, 25);
  const resumed: { after: number; client: Client }[] = [];
  // Two devices may come back with the same id, and one more than once.
  for (const after of [1, 2, 8, 9, 10, 11, 12, 19, 24, 25, 12, 25, 12, 1, 12]) {
    const client = await world.connect({ lastId: idOf(live, after) });
    resumed.push({ after, client });
    expectResumed(client, live, after, 25, `a client comes back with the id of event ${after} of 25`);
  }
  await world.publishAll(26, 28);
  for (const { after, client } of resumed)
    expectResumed(
      client,
      live,
      after,
      28,
      `back with the id of event ${after} of 25; then 26 to 28 are published`,
    );
  await comesBackAgainAndAgain();
  await comesBackAlone();
  await keepsEachOrder();
  for (const during of [1, 3]) await whileLookingUp(during);
  for (let steps = 0; steps <= 12; steps++) await rightAfterTheLookUp(steps);
  await everyOrder({ a: 1, b: 9, c: 12 }, ['13']);
  await everyOrder({ a: 9, b: 12 }, ['13', '14']);
}

/** The id under which somebody who was there from the beginning got this event. */
export function idOf(live: Client, number: number): string {
  const id = live.events[number - 1]?.id;
  if (id === undefined)
    fail({
      message: 'A client that was there from the beginning has not got an event with its id.',
      input: `event ${number} of an order`,
      expected: 'the event with a line id',
      actual: `its events: ${listOf(live.data)}`,
    });
  return id;
}

export function expectResumed(
  client: Client,
  live: Client,
  after: number,
  last: number,
  input: string,
): void {
  expectStream(client, input);
  const [expected, actual] = [numbers(after + 1, last), client.data];
  if (!same(actual, expected))
    fail({
      message: `After event ${after} came ${listOf(actual)}; expected ${listOf(expected)}.`,
      input: `${input} (${client.name})`,
      expected: listOf(expected),
      actual: listOf(actual),
    });
  expectFrames(client, input);
  for (const { data, id } of client.events) {
    const message = `Event ${data} came with a different id from the first time.`;
    equal(id, idOf(live, Number(data)), { message, input });
  }
}

/** Three times the line is cut, and each time something happens before the client is back. */
async function comesBackAgainAndAgain(): Promise<void> {
  const world = new World();
  const live = await world.connect();
  await world.publish('1');
  let [had, last] = [1, 1];
  let client = await world.connect({ lastId: idOf(live, 1) });
  for (const [withLine, withoutLine] of [
    [2, 3],
    [0, 11],
    [4, 0],
    [1, 1],
  ] as const) {
    await world.publishAll(last + 1, last + withLine);
    last += withLine;
    const input = `a client comes back again and again, now after event ${had}`;
    expectResumed(client, live, had, last, input);
    client.leave();
    had = last;
    await world.publishAll(last + 1, last + withoutLine);
    last += withoutLine;
    client = await world.connect({ lastId: idOf(live, had) });
    expectResumed(client, live, had, last, input);
  }
}

/** Nobody else watches the order, so that there is nobody between two streams, also for days. */
async function comesBackAlone(): Promise<void> {
  const world = new World({ heartbeatMs: 3_600_000 });
  const first = await world.connect();
  await world.publishAll(1, 3);
  first.leave();
  await world.settle();
  const second = await world.connect({ lastId: idOf(first, 3) });
  const input = 'the only client of an order is cut after event 3, and comes back with its id';
  expectData(second, [], 'After the newest event there was something to send.', input);
  await world.publish('4');
  expectData(second, ['4'], 'A client that came back alone did not get what came.', `${input}; then event 4`);
  second.leave();
  for (const number of [5, 6]) {
    await world.publish(`${number}`);
    await world.advance(24 * 3_600_000);
  }
  const third = await world.connect({ lastId: idOf(second, 1) });
  const again = `${input}; it is cut again after event 4, and comes back two days later, after one event a day`;
  expectStream(third, again);
  expectData(third, ['5', '6'], 'A client that came back alone did not get what it had missed.', again);
}

/** As many as `history` are kept of each order, however much happens in others. */
async function keepsEachOrder(): Promise<void> {
  for (const [history, published, others] of [
    [12, 12, 0],
    [12, 30, 1_500],
    [1, 3, 0],
    [200, 250, 0],
  ] as const) {
    const world = new World({ history });
    const live = await world.connect();
    for (let number = 1; number <= published; number++) {
      world.publishNow(`${number}`);
      await world.publish(`x${number}`, { order: `o${2 + (number % 3)}` });
    }
    // Together with its number, an event of the order "o" could be taken for one of "o1".
    for (let number = 1; number <= 40; number++) world.publishNow(`y${number}`, { order: 'o' });
    // Nobody watches the order any more, and it is kept all the same.
    if (others > 0) live.leave();
    for (let order = 1; order <= others; order++) world.publishNow('z', { order: `p${order}` });
    const oldest = published - history + 1;
    const client = await world.connect({ lastId: idOf(live, oldest) });
    const input = `history is ${history}; ${published} events of the order, more than 40 of others${others > 0 ? ', and one of each of 1,500 more orders' : ''}; back with the id of event ${oldest}`;
    expectResumed(client, live, oldest, published, input);
  }
}

async function whileLookingUp(during: number): Promise<void> {
  const world = new World();
  const live = await world.connect();
  await world.publishTogether(1, 12);
  world.hold();
  const clients = [9, 11, 12].map((after) => ({ after, client: world.start({ lastId: idOf(live, after) }) }));
  await world.publishAll(13, 12 + during);
  world.answerNow();
  await world.settle();
  await world.publish(`${13 + during}`);
  for (const { after, client } of clients) {
    const input = `back with the id of event ${after} of 12; ${during} more while ownerOf is pending, one afterwards`;
    expectResumed(client, live, after, 13 + during, input);
  }
}

/** An event in the same step as ownerOf resolves, or a few steps of promises later. */
async function rightAfterTheLookUp(steps: number): Promise<void> {
  const world = new World();
  const live = await world.connect();
  await world.publishTogether(1, 12);
  world.hold();
  const client = world.start({ lastId: idOf(live, 9) });
  await world.settle();
  world.answerNow();
  await promises(steps);
  world.publishNow('13');
  await world.settle();
  const input = `back with the id of event 9 of 12; ownerOf resolves, and event 13 is published ${steps} awaits later`;
  expectResumed(client, live, 9, 13, input);
}

/** Clients come back while events are published: every order of the look-ups and the events. */
async function everyOrder(cuts: Readonly<Record<string, number>>, events: readonly string[]): Promise<void> {
  await everyInterleaving(async (schedule) => {
    let lookUps: string[] | undefined;
    const world = new World({
      ownerOf: async () => {
        if (lookUps) await schedule.turn(lookUps.shift() ?? 'another look-up');
        return 'ana';
      },
    });
    const live = await world.connect();
    await world.publishTogether(1, 12);
    lookUps = Object.keys(cuts);
    const clients = Object.values(cuts).map((after) => ({ after, client: world.client() }));
    const returns = clients.map(({ after, client }, at) => [
      Object.keys(cuts)[at] ?? '',
      async (): Promise<void> => void world.start({ lastId: idOf(live, after) }, client),
    ]);
    await schedule.race({
      ...(Object.fromEntries(returns) as Record<string, () => Promise<void>>),
      publish: async () => {
        for (const number of events) {
          await schedule.turn('publish');
          world.publishNow(number);
        }
      },
    });
    await world.settle();
    for (const { after, client } of clients) {
      const input = `back with the id of event ${after} of 12; look-ups (${Object.keys(cuts).join(', ')}) end and events are published in the order ${schedule.order}`;
      expectResumed(client, live, after, 12 + events.length, input);
    }
  });
}
