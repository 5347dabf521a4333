import { describeError, everyInterleaving, fail, ok, outcomeOf } from 'codealong/checkkit';
import type { Client } from './client';
import { expectData, expectNoMisuse, numbers } from './expect';
import { idOf } from './resume';
import { promises, World } from './world';

export async function goneClientsLeaveNothing(): Promise<void> {
  for (const turn of [0, 1, 2, 3, 4, 5, 6, 7]) await goneInAPublish(turn);
  await goneInAHeartbeat();
  await goneWhileJoining();
  await goneAtADrain();
  for (const owner of ['ana', 'ben', null, new Error('the database is gone')]) {
    for (let steps = -1; steps <= 12; steps++) await closedWhileConnecting(owner, steps);
  }
  await endedOnes();
  for (const drains of [false, true]) await closedWhileFull(drains);
  await againAndAgain();
  await everyOrder();
}

const waysToGo = ['throws', 'throws a text', 'closes itself', 'closes itself and throws'];
const stays = (way: string | undefined): boolean => way === 'stays' || way === 'closes another';

/** Eight clients in every rotation: three that stay, and five that go in one way each. */
async function goneInAPublish(turn: number): Promise<void> {
  const world = new World();
  const ways = [
    'stays',
    'throws',
    'stays',
    'throws a text',
    'closes itself',
    'closes itself and throws',
    'closes another',
    'is closed',
  ];
  const rotated = [...ways.slice(turn), ...ways.slice(0, turn)];
  const clients: Client[] = [];
  for (const _ of rotated) clients.push(await world.connect());
  const elsewhere = await world.connect({ order: 'o2' });
  const others = [clients[rotated.indexOf('is closed')], elsewhere];
  for (const [at, way] of rotated.entries())
    if (clients[at]) clients[at].inWrite = actionOf(way, clients[at], others);
  const input = `eight clients of an order, and one of another, which is closed too; in its write, each does: ${rotated.join(', ')}`;
  for (const number of [1, 2, 3]) {
    await world.publish(`${number}`);
    await world.publish(`${number}`, { order: 'o2' });
    const now = `${input}; event ${number} is published`;
    expectNoMisuse(elsewhere, `${now} (it is closed)`);
    for (const [at, client] of clients.entries()) {
      expectNoMisuse(client, `${now} (it ${rotated[at]})`);
      if (stays(rotated[at]))
        expectData(
          client,
          numbers(1, number),
          'Others have gone, and a client that stays lacks an event.',
          now,
        );
    }
  }
  // Whoever has gone in a write holds no timer, whether or not its close is told.
  for (const [at, client] of clients.entries()) if (stays(rotated[at])) client.close();
  await world.settle();
  await world.publish('4');
  for (const client of clients) expectNoMisuse(client, `${input}; then those who stay are closed`);
  expectNoTimer(world, 'the last client has gone', `${input}; then those who stay are closed`);
  await world.advance(60_000);
}

function actionOf(
  way: string,
  client: Client,
  others: readonly (Client | undefined)[] = [],
): (() => void) | undefined {
  const fail = (): never => {
    throw new Error('write ECONNRESET');
  };
  if (way === 'throws') return fail;
  if (way === 'throws a text')
    return () => {
      throw 'ECONNRESET';
    };
  if (way === 'closes itself') return () => client.close();
  if (way === 'closes another') return () => others.forEach((other) => other?.close());
  if (way !== 'closes itself and throws') return undefined;
  return () => {
    client.close();
    fail();
  };
}

async function goneInAHeartbeat(): Promise<void> {
  for (const way of [...waysToGo, 'closes another']) {
    const world = new World();
    const [first, gone, other, last] = [
      await world.connect(),
      await world.connect(),
      await world.connect(),
      await world.connect(),
    ];
    gone.inWrite = actionOf(way, gone, [other]);
    const input = `four clients; at its heartbeat, the second one ${way}`;
    const outcome = await outcomeOf(() => world.advance(60_000));
    if (outcome.status === 'threw') {
      if (outcome.error instanceof Error && outcome.error.message !== 'write ECONNRESET') throw outcome.error;
      fail({
        message: 'What a write threw came out of a timer.',
        input,
        expected: 'no error',
        actual: describeError(outcome.error),
      });
    }
    await world.publish('1');
    for (const client of [first, last]) {
      ok(client.writes.length >= 5, {
        message: 'A client did not get its four heartbeats and the event after another had gone.',
        input: `${input}; 60,000 ms, then an event`,
        expected: '5 writes',
        actual: `${client.writes.length} writes`,
      });
    }
    for (const client of [first, gone, other, last]) expectNoMisuse(client, `${input} (${client.name})`);
    for (const client of [first, last, other, ...(way === 'closes another' ? [gone] : [])]) client.close();
    await world.settle();
    expectNoTimer(world, 'the last client has gone', input);
  }
}

/** It goes in one of its first writes: the newest event, the reset and the newest, or what it has missed. */
async function goneWhileJoining(): Promise<void> {
  for (const [after, writes] of [
    ['', 1],
    ['x', 2],
    ['2', 3],
  ] as const)
    for (let when = 1; when <= writes; when++)
      for (const way of waysToGo) {
        const world = new World();
        const live = await world.connect();
        await world.publishAll(1, 5);
        const client = world.client();
        goesInWrite(client, when, way);
        world.start({ lastId: after === '2' ? idOf(live, 2) : after }, client);
        await world.settle();
        const who = {
          '': 'a new client comes',
          x: "a client comes with the id 'x'",
          2: 'a client resumes after event 2',
        };
        await othersGoOn(world, client, live, 5, `${who[after]} of 5; in write ${when} it ${way}`);
      }
}

/** It goes while it gets what it has missed with a full buffer. */
async function goneAtADrain(): Promise<void> {
  for (const way of waysToGo)
    for (const when of [1, 2, 4]) {
      const world = new World();
      const [live, client] = [await world.connect(), await world.connect()];
      client.room = 1;
      await world.publishAll(1, 5);
      goesInWrite(client, when, way);
      const input = `a client with a full buffer has missed 4 events, and drains; in write ${when} from there it ${way}`;
      const outcome = await outcomeOf(() => client.drain());
      ok(outcome.status === 'returned', {
        message: 'What a write threw came out of the function that was given to onDrain.',
        input,
        expected: 'no error',
        actual: outcome.status === 'threw' ? describeError(outcome.error) : '',
      });
      await world.settle();
      await othersGoOn(world, client, live, 5, input);
    }
}

function goesInWrite(client: Client, when: number, way: string): void {
  let writes = 0;
  client.inWrite = () => {
    if (++writes === when) actionOf(way, client)?.();
  };
}

/** One client has gone, and another has had so many events. */
async function othersGoOn(
  world: World,
  gone: Client,
  live: Client,
  events: number,
  input: string,
): Promise<void> {
  await world.publish(`${events + 1}`);
  await world.advance(20_000);
  expectNoMisuse(gone, input);
  expectData(live, numbers(1, events + 1), 'A client did not get every event after another had gone.', input);
  live.close();
  await world.settle();
  expectNoTimer(world, 'the last client has gone', input);
}

/** Closed while ownerOf is pending, or a few steps of promises after it has resolved. */
async function closedWhileConnecting(owner: string | null | Error, steps: number): Promise<void> {
  const world = new World();
  await world.publish('1');
  world.hold();
  const client = world.start();
  await world.settle();
  if (steps < 0) client.close();
  if (steps < 0) await world.settle();
  world.answerNow(owner);
  await promises(steps);
  client.close();
  world.publishNow('2');
  await world.settle();
  await world.publish('3');
  await world.advance(30_000);
  const when =
    steps < 0 ? 'is closed while ownerOf is pending' : `is closed ${steps} awaits after ownerOf has resolved`;
  const whose =
    owner instanceof Error
      ? 'ownerOf rejects'
      : owner === 'ana'
        ? 'its own order'
        : "another's or an unknown order";
  expectNoMisuse(client, `a client ${when}; ${whose}`);
  expectNoTimer(world, `a client ${when}`, whose);
}

/** Refused, or ended because it was too slow: its connection may stay for a while. */
async function endedOnes(): Promise<void> {
  const owners: Record<string, Promise<string | null>> = {
    o1: Promise.resolve('ana'),
    o2: Promise.resolve(null),
  };
  const ownerOf = async (order: string): Promise<string | null> =>
    owners[order] ?? Promise.reject(new Error('the database is gone'));
  const world = new World({ history: 3, ownerOf });
  for (const asked of [{ user: null }, { user: 'ben' }, { order: 'o2' }, { order: 'o3' }])
    await world.connect(asked);
  const refused = 'without r.user, not the owner, an unknown order, ownerOf rejects';
  expectNoTimer(world, 'four requests have been refused', refused);
  const slow = await world.connect();
  slow.room = 1;
  await world.publishAll(1, 5);
  slow.drain();
  await world.settle();
  const input = 'history is 3; a client with room for one write misses 4 events, then it drains and is ended';
  expectNoTimer(world, 'a client that was too slow has been ended', input);
  slow.drain();
  await world.publishAll(6, 8);
  await world.advance(60_000);
  expectNoMisuse(slow, `${input}; then three more are published`);
  slow.close();
  await world.settle();
  expectNoTimer(world, 'a client that was too slow has been ended and closed', input);
}

/** Or closed in the step in which it drains, or in which an event is published. */
async function closedWhileFull(drains: boolean): Promise<void> {
  const world = new World();
  const [slow, fast, third] = [await world.connect(), await world.connect(), await world.connect()];
  slow.room = 1;
  await world.publishAll(1, 3);
  if (drains) slow.drain();
  slow.close();
  await world.publish('4');
  world.publishNow('5');
  third.close();
  await world.settle();
  await world.publish('6');
  const input = `a client with a full buffer ${drains ? 'drains and is closed at once' : 'is closed'}, another one as soon as event 5 is published`;
  for (const client of [slow, third]) expectNoMisuse(client, input);
  expectData(fast, numbers(1, 6), 'A client did not get every event after another had gone.', input);
  fast.close();
  await world.settle();
  expectNoTimer(world, 'the last client has gone', input);
}

/** Three rounds of coming and going, and the next one is served as the first. */
async function againAndAgain(): Promise<void> {
  const world = new World();
  for (let round = 1; round <= 3; round++) {
    const clients = [await world.connect(), await world.connect({ order: 'o2' }), await world.connect()];
    await world.publish(`${round}`);
    await world.advance(40_000);
    for (const client of clients) client.close();
    await world.settle();
    const input = `round ${round}: three clients come, hear two heartbeats, and are closed`;
    for (const client of clients) expectNoMisuse(client, input);
    expectNoTimer(world, 'the last client has gone', input);
  }
}

/** Two clients connect and are closed while an event is published, in every order. */
async function everyOrder(): Promise<void> {
  await everyInterleaving(async (schedule) => {
    const lookUps = ['a', 'b'];
    const world = new World({
      ownerOf: async () => {
        await schedule.turn(lookUps.shift() ?? 'another look-up');
        return 'ana';
      },
    });
    const [one, other] = [world.client(), world.client()];
    const close = (name: string, client: Client) => async (): Promise<void> => {
      await schedule.turn(name);
      client.close();
    };
    await schedule.race({
      a: async () => void world.start({}, one),
      b: async () => void world.start({}, other),
      'close-a': close('close-a', one),
      'close-b': close('close-b', other),
      publish: async () => {
        await schedule.turn('publish');
        world.publishNow('1');
      },
    });
    await world.settle();
    const input = `look-ups (a, b) end, clients are closed and an event is published in the order ${schedule.order}`;
    for (const client of [one, other]) expectNoMisuse(client, input);
    expectNoTimer(world, 'the last client has gone', input);
  });
}

function expectNoTimer(world: World, after: string, input: string): void {
  const left = world.clock.pending();
  ok(left === 0, {
    message: `${left === 1 ? '1 timer is' : `${left} timers are`} left after ${after}.`,
    input,
    expected: 'no timer waits on the clock',
    actual: `${left}`,
  });
}
