import { headerOf, ok, show } from 'codealong/checkkit';
import { expectStream } from './expect';
import { World } from './world';

const requests: Record<string, { lastId?: string; headers?: Record<string, string> }> = {
  'a new client': {},
  "somebody with the id 'x'": { lastId: 'x' },
  ...Object.fromEntries(
    ['gzip, deflate, br, zstd', 'gzip', 'deflate', 'br', 'identity', '*'].map((coding) => [
      `a client that accepts ${coding}`,
      { headers: { 'accept-encoding': coding } },
    ]),
  ),
  'a client that asks for no cache': {
    headers: { 'cache-control': 'max-age=0', accept: 'text/event-stream' },
  },
};

export async function headForProxies(): Promise<void> {
  for (const [who, asked] of Object.entries(requests)) {
    for (const events of [0, 1]) {
      const world = new World();
      for (let count = 0; count < events; count++) await world.publish('latte');
      await expectHead(world, `${who} connects; the order has ${events} events`, asked);
    }
  }
  const world = new World();
  const live = await world.connect();
  await world.publish('latte');
  await expectHead(world, 'a client comes back with the id of the newest event', {
    lastId: live.events[0]?.id ?? '',
  });
}

async function expectHead(
  world: World,
  input: string,
  asked: Parameters<World['connect']>[0],
): Promise<void> {
  const client = await world.connect(asked);
  expectStream(client, input);
  const { headers } = client.head ?? { headers: {} };
  const caching = headerOf({ headers }, 'cache-control');
  const directives = (caching ?? '').split(',').map((one) => one.trim().toLowerCase());
  ok(directives.includes('no-cache'), {
    message: 'The head of a stream does not say cache-control: no-cache.',
    input,
    expected: 'cache-control with no-cache',
    actual: caching === undefined ? 'no cache-control' : show(caching),
  });
  const buffering = headerOf({ headers }, 'x-accel-buffering');
  ok(buffering?.trim().toLowerCase() === 'no', {
    message: 'The head of a stream does not say x-accel-buffering: no.',
    input,
    expected: 'x-accel-buffering: no',
    actual: buffering === undefined ? 'no x-accel-buffering' : show(buffering),
  });
  for (const name of ['content-encoding', 'content-length']) {
    const value = headerOf({ headers }, name);
    ok(value === undefined, {
      message: `The head of a stream has a ${name}.`,
      input,
      expected: `no ${name}`,
      actual: show(value),
    });
  }
}
