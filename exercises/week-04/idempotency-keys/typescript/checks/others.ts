import { settle } from 'codealong/checkkit';
import { bodies, borders, equalPairs, otherBodies, pairs } from './bodies';
import { expectEnd, expectOwn, expectReplay, expectRuns, expectStatus, expectUnchanged } from './expect';
import { HeldWork } from './held';
import { describe, order } from './requests';
import { created, send, start, World, type Request } from './world';

const key = 'k';
const first = order({ key, path: '/orders?shop=1', body: bodies.base });

const otherRoutes = [
  ...['PUT', 'PATCH', 'DELETE', 'post'].map((method) => ({ method })),
  ...[
    '/orders',
    '/orders/?shop=1',
    '/orders?shop=2',
    '/orders?shop=1&',
    '/Orders?shop=1',
    '/orders%3Fshop=1',
    '/orders?shop=1#',
  ].map((path) => ({ path })),
].map((other) => order({ key, path: '/orders?shop=1', body: bodies.base, ...other }));

export async function sameKeyOtherRequest(): Promise<void> {
  const others = [...otherRoutes, ...otherBodies.map((body) => withBody(body))];
  await refused(first, others, 2);
  await replayed(first, [
    ...bodies.same.map((body) => withBody(body)),
    order({
      key,
      path: '/orders?shop=1',
      body: bodies.base,
      ip: '10.0.0.9',
      headers: { 'content-type': 'text/plain', 'user-agent': 'app/2' },
    }),
  ]);
  for (const [one, other] of pairs) {
    await refused(withBody(one), [withBody(other)], 1);
    await refused(withBody(other), [withBody(one)], 1);
  }
  for (const [one, other] of equalPairs) await replayed(withBody(one), [withBody(other)]);
  for (const border of borders)
    await refused(
      order({ key, path: `/orders/1${border}2`, body: '3' }),
      [order({ key, path: '/orders/1', body: `2${border}3` })],
      1,
    );
  for (const [one, other] of [
    ['/orders', '/orders/'],
    ['/orders?a=1&b=2', '/orders?b=2&a=1'],
    ['/', ''],
  ] as const)
    await refused(order({ key, path: one }), [order({ key, path: other })], 1);
  await whileItRuns();
  await whateverTheHandlerDoesToIt();
}

function withBody(body: string | undefined): Request {
  return order({ key, path: '/orders?shop=1', ...({ body } as { body?: string }) });
}

/** The key is used by one request; each of the others gets 422, and afterwards the first is replayed. */
async function refused(one: Request, others: readonly Request[], rounds: number): Promise<void> {
  const world = new World();
  const gateways = [world.open(), world.open()];
  expectOwn(await send(gateways[0]!, one, describe(one)), created(1), describe(one));
  const stored = world.server.dump();
  for (let round = 0; round < rounds; round++) {
    for (const other of others) {
      const input = `first ${describe(one)}; then ${describe(other)}`;
      const answer = await send(gateways[round % 2]!, other, input);
      const told = `Another request with a key that has been used got ${answer.status}, expected 422.`;
      expectStatus(answer, 422, told, input);
      expectRuns(world, 1, 'The handler ran for another request with a key that has been used.', input);
    }
  }
  expectUnchanged(world, stored, `${describe(one)}; then ${rounds * others.length} times 422`);
  const input = `${describe(one)}; then ${rounds * others.length} times 422; then the first request again`;
  expectReplay(await send(gateways[0]!, one, input), created(1), 'The answer', input);
}

async function replayed(one: Request, same: readonly Request[]): Promise<void> {
  const world = new World();
  const gateway = world.open();
  await send(gateway, one, describe(one));
  for (const again of same) {
    const input = `first ${describe(one)}; then ${describe(again)}, which means the same`;
    expectReplay(
      await send(gateway, again, input),
      created(1),
      'The answer to the same request, written otherwise,',
      input,
    );
  }
}

async function whileItRuns(): Promise<void> {
  const held = new HeldWork();
  const world = new World({ work: held.work });
  const gateway = world.open();
  const running = start(gateway, first);
  await settle();
  const stored = world.server.dump();
  for (const other of otherRoutes.slice(0, 5).concat(withBody('{}'))) {
    const input = `while ${describe(first)} still runs: ${describe(other)}`;
    expectStatus(
      await send(gateway, other, input),
      422,
      'Another request with the key of a running one did not get 422.',
      input,
    );
    const same = `while it still runs, and another request got 422: ${describe(first)}`;
    expectStatus(
      await send(gateway, withBody(bodies.same[0]), same),
      409,
      'The same request did not get 409.',
      same,
    );
  }
  expectUnchanged(world, stored, `while ${describe(first)} still runs: 422s and 409s`);
  held.end(1);
  await settle();
  expectEnd(running, 201, 'The first request did not get its answer.', `${describe(first)}, in the end`);
}

/** A router inside the handler takes its part off the path, another one unwraps the body. The retry comes as the first one came. */
async function whateverTheHandlerDoesToIt(): Promise<void> {
  const asked = (): Request => ({ ...first, headers: { ...first.headers } });
  const world = new World({
    work: (run, request) => {
      Object.assign(request, { method: 'PUT', path: '/', body: '{}', user: undefined });
      request.headers['idempotency-key'] = 'changed by the handler';
      return created(run);
    },
  });
  const gateway = world.open();
  const input = `${describe(first)}; the handler changes the request object that it got; then the same request again`;
  expectOwn(await send(gateway, asked(), input), created(1), input);
  const again = await send(gateway, asked(), input);
  expectRuns(world, 1, 'The handler ran again for a request that it had answered.', input);
  expectReplay(again, created(1), 'The second answer', input);
}
