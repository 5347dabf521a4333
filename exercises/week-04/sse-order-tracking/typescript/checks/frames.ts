import { equal, ok, show, throws } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectFrames, expectStream, numbers } from './expect';
import { World } from './world';

const texts = [
  'a\nb',
  'a\r\nb',
  'a\rb',
  'a\n\rb',
  'a\n\nb',
  'a\r\n\r\nb',
  'a\n',
  '\na',
  '\n\n\n',
  '',
  ' a\n  b',
  '\ta\n\tb',
  ':x\n:y',
  'data',
  'data: a\ndata:b\n: c',
  'a\nid: 7\nevent: free\nretry: 1',
  'a\n\nevent: free\ndata: latte\n\n',
  '{"status":"☕ 🥐"}',
  'a\u2028b\u2029c\u0085d\u000be\u000cf',
  'a \n b ',
  '\ufeffa',
  '\\n \\r "',
  'a\0b',
  // What changes text that is replaced, read as JSON, or brought to one form.
  "$$5, $&, $1, $` and $'",
  '{ "price": 3.0, "receipt": 12345678901234567890 }',
  'caf\u00e9, cafe\u0301',
  numbers(1, 30).join('\n'),
  'latte '.repeat(20_000),
];
const types = [
  ...['a:b', ' paid', 'paid ', ': x', 'Ready', 'message', 'data', 'reset', 'ä ☕'],
  ...['cafe\u0301', 'a\u2028b\u0085c'],
];
const broken = ['\n', '\r', 'a\nb', 'a\rb', 'a\r\nb', 'paid\n', '\rpaid', 'paid\ndata: free', 'a\n\nb'];

export async function framesSurvive(): Promise<void> {
  const world = new World();
  const live = [await world.connect(), await world.connect()];
  let count = 0;
  const all = [
    ...texts.map((data) => ({ type: 'note', data })),
    ...types.map((type) => ({ type, data: 'a' })),
  ];
  for (const { type, data } of all) {
    await world.publish(data, { type });
    count += 1;
    const fresh = await world.connect();
    const input = `publish with ${visible(JSON.stringify({ type, data }))}`;
    for (const client of live) expectEvent(client, count, type, data, input);
    expectEvent(fresh, 1, type, data, `${input}; then a new client connects`);
    expectOneId([live[0], live[1], fresh], input);
  }
  expectDifferentIds(live[0] as Client, `${count} events of one order`);
  await theSameAgain();
  await refusesBrokenTypes(world, live[0] as Client, count);
  await keepsWhatItWas();
  await orderWithLineBreaks();
}

const shown = (text: string): string => visible(show(text));

/** A terminal shows nothing for these four, or a space. */
function visible(text: string): string {
  return text.replace(
    /[\u0085\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The newest event of a client is this one, and each has come in a write of its own. */
function expectEvent(client: Client, count: number, type: string, data: string, input: string): void {
  const { events } = client;
  const seen = events.at(-1);
  const wanted = data.replace(/\r\n?/g, '\n');
  expectStream(client, input);
  if (events.length < count) expectFrames(client, input);
  ok(seen && events.length >= count, {
    message: 'An event did not arrive.',
    input: `${input} (${client.name})`,
    expected: `${count} events by now`,
    actual: `${events.length}`,
  });
  ok(seen.data === wanted, {
    message: `Data ${shown(data)} arrived as ${shown(seen.data)}.`,
    input,
    expected: shown(wanted),
    actual: shown(seen.data),
  });
  equal(seen.type, type, { message: 'The type of an event arrived as another one.', input });
  equal(events.length, count, {
    message: 'A client got more events than were published.',
    input,
  });
  ok(seen.id, {
    message: 'An event arrived without an id.',
    input,
    expected: 'a line id with a text',
    actual: seen.id === undefined ? 'no line id' : 'an empty id',
  });
  expectFrames(client, input);
}

function expectOneId(clients: readonly (Client | undefined)[], input: string): void {
  const ids = clients.map((client) => client?.events.at(-1)?.id);
  ok(
    ids.every((id) => id === ids[0]),
    {
      message: 'The same event has another id for another client.',
      input: `${input}; two clients who were there, and one who came afterwards`,
      expected: 'one id',
      actual: ids.map(show).join(', '),
    },
  );
}

function expectDifferentIds(client: Client, input: string): void {
  const ids = client.events.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) < at);
  ok(twice === undefined, {
    message: 'Two events of an order have the same id.',
    input,
    expected: `${ids.length} different ids`,
    actual: `${show(twice)} is the id of several`,
  });
}

/** One object 300 times, and its like three times: 303 events. */
async function theSameAgain(): Promise<void> {
  const world = new World({ history: 12 });
  const live = await world.connect();
  const event = Object.freeze({ type: 'note', data: 'the same again' });
  for (let count = 1; count <= 300; count++) {
    world.hub.publish('o1', event);
    await world.settle();
  }
  for (let count = 1; count <= 3; count++) await world.publish(event.data, { type: event.type });
  const input = 'history is 12; the same event is published 303 times, 300 times as the same object';
  equal(live.events.length, 303, { message: 'A client did not get each event.', input });
  expectDifferentIds(live, input);
}

async function refusesBrokenTypes(world: World, live: Client, count: number): Promise<void> {
  await world.publish('the last good one');
  for (const type of broken) {
    const input = `publish with the type ${JSON.stringify(type)}`;
    const publish = (): void => world.hub.publish('o1', Object.freeze({ type, data: 'refused' }));
    await throws(publish, {
      message: 'A type with a line break was not refused.',
      input,
      expected: 'publish throws',
    });
    await world.settle();
    equal(live.events.length, count + 1, { message: 'Something of a refused event was sent.', input });
    const unwatched = (): void => world.hub.publish('o2', Object.freeze({ type, data: 'refused' }));
    await throws(unwatched, {
      message: 'A type with a line break was not refused.',
      input: `${input}, to an order that nobody watches`,
      expected: 'publish throws',
    });
    const fresh = await world.connect();
    expectData(fresh, ['the last good one'], 'A refused event was kept.', `${input}; a new client connects`);
  }
  const other = await world.connect({ order: 'o2' });
  expectData(other, [], 'A refused event was kept.', 'each was refused by an order that nobody watches');
  await world.publish('goes on');
  equal(live.data.at(-1), 'goes on', {
    message: 'After a refused type, the next event did not arrive.',
    input: 'publish with a good type',
  });
}

/** The caller goes on with its object as soon as `publish` has returned. */
async function keepsWhatItWas(): Promise<void> {
  const world = new World();
  const live = await world.connect();
  const event = { type: 'paid', data: 'latte' };
  world.hub.publish('o1', event);
  Object.assign(event, { type: 'free', data: 'mocha' });
  await world.settle();
  const later = await world.connect();
  world.hub.publish('o1', event);
  Object.assign(event, { type: 'gone', data: 'water' });
  await world.settle();
  const input =
    'publish an event with the type paid and the data latte, change the object to free and mocha and publish it again, change it to gone and water';
  for (const client of [live, later]) {
    const message = 'An event is not what it was when it was published.';
    expectData(client, ['latte', 'mocha'], message, input);
    equal(client.events.map(({ type }) => type).join(', '), 'paid, free', { message, input });
  }
}

async function orderWithLineBreaks(): Promise<void> {
  const world = new World();
  const order = 'o1\ndata: free\n\n';
  const client = await world.connect({ order });
  await world.publish('latte', { order });
  expectEvent(client, 1, 'status', 'latte', `publish with the order id ${JSON.stringify(order)}`);
}
