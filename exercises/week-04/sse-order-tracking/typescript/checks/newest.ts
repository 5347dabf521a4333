import { equal, fail } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectStream, listOf, numbers, same } from './expect';
import { promises, World } from './world';

const headers: { lastId?: string }[] = [{}, { lastId: '' }];
const message = 'A new client did not get the newest event first, and then what came.';

export async function startsWithTheNewest(): Promise<void> {
  for (const asked of headers) {
    const header = `last-event-id ${asked.lastId === '' ? 'is empty' : 'is missing'}`;
    const world = new World();
    const first = await world.connect(asked);
    expectStream(first, `${header}; the order has no event`);
    expectData(first, [], 'A new client of an order without events got one.', header);
    await world.publishAll(1, 3);
    await world.publish('of another order', { order: 'o2' });
    const second = await world.connect(asked);
    expectNewest(second, first, ['3'], `${header}; events 1 to 3 were published`);
    await world.publishAll(4, 13);
    const third = await world.connect(asked);
    await world.publishAll(14, 15);
    expectNewest(
      third,
      first,
      ['13', '14', '15'],
      `${header}; events 1 to 13 before, 14 and 15 after it came`,
    );
    expectNewest(second, first, numbers(3, 15), `${header}; it came after event 3, and 4 to 15 followed`);
  }
  for (const before of [0, 1, 13]) for (const during of [0, 1, 3]) await whileLookingUp(before, during);
  for (let steps = 0; steps <= 12; steps++) await whileLookingUp(2, 1, steps);
}

/** The same events with the same ids as somebody has had who was there from the beginning. */
function expectNewest(client: Client, live: Client, expected: readonly string[], input: string): void {
  expectStream(client, input);
  expectData(client, expected, message, input);
  const ids = new Map(live.events.map(({ data, id }) => [data, id]));
  for (const { data, id } of client.events)
    equal(id, ids.get(data), {
      message: `Event ${data} has a different id from the one that another client got.`,
      input,
    });
}

/** Whether the newest event is the one before the look-up or the one after it is left open. */
async function whileLookingUp(before: number, during: number, steps?: number): Promise<void> {
  const world = new World();
  await world.publishAll(1, before);
  world.hold();
  const client = world.start();
  await world.publishAll(before + 1, before + during);
  world.answerNow();
  await promises(steps ?? 0);
  const last = before + during + 2;
  if (steps === undefined) await world.settle();
  await world.publishAll(last - 1, last);
  const soon = steps === undefined ? '' : `, the first of them ${steps} awaits later`;
  const input = `${before} events, then a client comes; ${during} more while ownerOf is pending, 2 after it has resolved${soon}`;
  expectStream(client, input);
  const got = client.data;
  const latest = steps === undefined ? last - 2 : last - 1;
  const allowed = numbers(Math.max(1, before), Math.max(1, latest)).map((from) =>
    numbers(Number(from), last),
  );
  if (allowed.some((one) => same(got, one))) return;
  fail({
    message: 'A new client did not get one unbroken sequence of events up to the newest.',
    input,
    expected: listOf(numbers(Math.max(1, before + during), last)),
    actual: listOf(got),
  });
}
