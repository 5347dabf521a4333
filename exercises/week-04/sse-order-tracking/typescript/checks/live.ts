import { fail } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectStream } from './expect';
import { World } from './world';

const types = ['paid', 'brewing', 'ready'];
/** The orders, one client for each. */
const watched = [
  ...Array.from({ length: 12 }, () => 'o1'),
  ...['o2', 'o2', '__proto__', 'constructor', 'O1', 'o1 ', 'o 1', 'o%31', 'o1\n2', ''],
  // The same letters, written as one sign and as two.
  ...['caf\u00e9', 'cafe\u0301'],
];
const named = (order: string): string => JSON.stringify(order);

export async function sendsLiveEvents(): Promise<void> {
  const world = new World();
  const clients: { order: string; client: Client }[] = [];
  for (const order of watched) {
    const client = await world.connect({ order });
    expectStream(client, `the owner of order ${named(order)} connects`);
    clients.push({ order, client });
  }
  const orders = [...new Set(watched), 'nobody watches this one'];
  for (let round = 1; round <= 13; round++) {
    // Of every third round the events come in one step.
    for (const order of orders) {
      world.publishNow(`${named(order)}: ${round}`, { order, type: types[round % 3] ?? '' });
      if (round % 3 > 0) await world.settle();
    }
    await world.settle();
    for (const { order, client } of clients) expectOwn(client, order, round);
  }
  for (const { client } of clients) expectStream(client, '13 events were published to each order');
}

function expectOwn(client: Client, order: string, round: number): void {
  const input = `round ${round}: an event is published to each of ${new Set(watched).size} orders; this client watches ${named(order)}`;
  const foreign = client.data.find((data) => !data.startsWith(`${named(order)}: `));
  if (foreign !== undefined)
    fail({
      message: 'A client got something that is no event of its order.',
      input,
      expected: `events of order ${named(order)} alone`,
      actual: JSON.stringify(foreign),
    });
  const expected = Array.from({ length: round }, (_, at) => `${named(order)}: ${at + 1}`);
  expectData(client, expected, 'A client did not get the events of its order, in their order.', input);
  const wrong = client.events.findIndex(({ type }, at) => type !== types[(at + 1) % 3]);
  if (wrong >= 0)
    fail({
      message: 'An event arrived with another type.',
      input: `event ${wrong + 1} of order ${named(order)}`,
      expected: types[(wrong + 1) % 3] ?? '',
      actual: client.events[wrong]?.type ?? '',
    });
}
