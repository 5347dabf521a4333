import { equal, fail, ok, show } from 'codealong/checkkit';
import type { Client } from './client';
import { expectNoMisuse, expectStream } from './expect';
import { World } from './world';

interface Refusal {
  readonly owner: string | null;
  readonly user: string | null;
  readonly roles?: readonly string[];
}

const notFound: readonly Refusal[] = [
  { owner: 'ben', user: 'ana' },
  { owner: null, user: 'ana' },
  { owner: 'ana', user: 'Ana' },
  { owner: 'ana', user: ' ana' },
  { owner: 'ana ', user: 'ana' },
  { owner: 'ana', user: '' },
  { owner: '', user: 'ana' },
  { owner: null, user: '' },
  { owner: null, user: 'null' },
  { owner: null, user: 'undefined' },
  { owner: 'ana', user: 'an' },
  { owner: '10', user: '010' },
  { owner: 'jos\u00e9', user: 'jose\u0301' },
  { owner: 'ben', user: 'ana', roles: ['admin', 'owner', 'ben'] },
  { owner: 'ben', user: 'ana', roles: ['barista', 'staff', 'manager', 'support', 'service', 'root', '*'] },
  { owner: null, user: 'ana', roles: ['admin'] },
];

const signedOut: readonly Refusal[] = ['ana', null, '', 'undefined', 'null'].map((owner) => ({
  owner,
  user: null,
}));

export async function onlyTheOwner(): Promise<void> {
  for (const refusal of notFound) await expectRefused(404, refusal);
  for (const refusal of signedOut) await expectRefused(401, refusal);
  for (const user of ['ana', '', '__proto__', 'Ana', ' ana']) {
    const world = new World({ ownerOf: async () => user });
    expectStream(await world.connect({ user }), `${show(user)} owns the order, has no roles and connects`);
  }
  for (const reason of [new Error('the database is gone'), undefined, null, 'not found']) {
    // A rejection may be anything, also what is no error.
    const ownerOf = (): Promise<never> => Promise.reject(reason as Error);
    const world = new World({ ownerOf });
    await expectAnswer(world, 503, { user: 'ana' }, `ownerOf rejects with ${show(reason)}`);
  }
  await afterARefusal();
  await sameForBoth();
  await waitsForTheOwner();
  await manyAtOnce();
}

async function expectRefused(status: number, { owner, user, roles = [] }: Refusal): Promise<void> {
  const world = new World({ ownerOf: async () => owner });
  const who = user === null ? 'somebody without r.user' : `user ${show(user)}`;
  const whose = owner === null ? 'an unknown order' : `an order of ${show(owner)}`;
  const withRoles = roles.length > 0 ? ` with the roles ${roles.join(', ')}` : '';
  await expectAnswer(world, status, { user, roles }, `${who}${withRoles} asks for ${whose}`);
}

async function expectAnswer(
  world: World,
  status: number,
  asked: { user: string | null; roles?: readonly string[] },
  input: string,
): Promise<Client> {
  await world.publish('secret latte', { type: 'brewing-secretly' });
  const client = await world.connect(asked);
  expectStatus(client, status, input);
  await world.publish('secret mocha', { type: 'brewing-secretly' });
  expectStatus(client, status, `${input}; then an event is published`);
  const told = client.text + JSON.stringify(client.head);
  ok(!told.includes('secret'), {
    message: 'Whoever is refused was told something about the order.',
    input,
    expected: 'nothing about its events',
    actual: show(told),
  });
  return client;
}

function expectStatus(client: Client, status: number, input: string): void {
  ok(client.head?.status === status, {
    message: `A request got ${client.head ? client.head.status : 'no answer'}, expected ${status}.`,
    input,
    expected: `${status}`,
    actual: client.head ? `${client.head.status}` : 'no head',
  });
  expectNoMisuse(client, input);
  const expected = 'end() after the head';
  ok(client.isEnded, { message: 'A refusal was not ended.', input, expected, actual: 'it is open' });
}

/** What `ownerOf` said of an order before says nothing of now. */
async function afterARefusal(): Promise<void> {
  const world = new World();
  world.hold();
  const so: string[] = [];
  for (const [answer, status] of [
    [new Error('the database is gone'), 503],
    [null, 404],
    [new Error('the database is gone'), 503],
    ['ana', 200],
  ] as const) {
    const client = world.start();
    await world.settle();
    world.answerNow(answer);
    await world.settle();
    so.push(answer instanceof Error ? 'it rejects' : show(answer));
    const input = `ana asks again and again for one order; ownerOf answers, one after the other: ${so.join(', ')}`;
    if (status === 200) expectStream(client, input);
    else expectStatus(client, status, input);
  }
}

/** One hub and one order id, which is Ben's at first and unknown afterwards. */
async function sameForBoth(): Promise<void> {
  let owner: string | null = 'ben';
  const world = new World({ ownerOf: async () => owner });
  const another = await expectAnswer(world, 404, { user: 'ana' }, "ana asks for Ben's order");
  owner = null;
  const unknown = await expectAnswer(world, 404, { user: 'ana' }, 'ana asks for an unknown order');
  const [one, other] = [another, unknown].map(({ head, text }) => ({ headers: head?.headers, body: text }));
  equal(one, other, {
    message: "The answer for another's order is not the one for an unknown order.",
    input: "ana asks for Ben's order o1, and for an unknown order o1 (expected)",
  });
}

async function waitsForTheOwner(): Promise<void> {
  for (const [owner, status] of [
    ['ana', 200],
    ['ben', 404],
    [null, 404],
    [new Error('the database is gone'), 503],
  ] as const) {
    const world = new World();
    await world.publish('latte');
    world.hold();
    const client = world.start();
    await world.settle();
    await world.publish('mocha');
    if (client.head || client.writes.length > 0 || client.isEnded)
      fail({
        message: 'A request was answered before its owner was known.',
        input: 'ana connects; ownerOf is pending',
        expected: 'no head and no write',
        actual: client.head ? `a head with status ${client.head.status}` : 'a write or an end',
      });
    world.answerNow(owner);
    await world.settle();
    const input = `ana connects; ownerOf answers ${owner instanceof Error ? 'with an error' : show(owner)} later`;
    if (status === 200) expectStream(client, input);
    else expectStatus(client, status, input);
  }
}

/** Five people ask at the same time. */
async function manyAtOnce(): Promise<void> {
  const world = new World();
  world.hold();
  const users = ['ben', 'ana', null, 'Ana', 'ana'];
  const clients = users.map((user) => world.start({ user }));
  await world.settle();
  world.answerNow('ana');
  await world.settle();
  const input = `${users.map((user) => user ?? 'nobody').join(', ')} ask at the same time for an order of ana`;
  for (const [at, client] of clients.entries()) {
    const user = users[at];
    if (user === 'ana') expectStream(client, input);
    else expectStatus(client, user === null ? 401 : 404, `${input}; this is ${user ?? 'nobody'}`);
  }
}
