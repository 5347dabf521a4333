import { settle } from 'codealong/checkkit';
import { expectReplay, expectRuns } from './expect';
import { HeldWork } from './held';
import { describe, order } from './requests';
import { created, send, start, World, type Request } from './world';

const users = [
  'ana',
  'Ana',
  ' ana',
  'ben',
  '',
  'null',
  'undefined',
  'anonymous',
  'anon',
  'guest',
  '__proto__',
  undefined,
  'a',
  'a:k',
  'a/k',
  '["a"',
  'a"',
  'a,',
  'a%3A',
  'ä',
  'a\u0308',
];

const separators = [':', '/', '|', ',', '.', '#', ' ', '-', '\n', '\0', '"', '","', '%3A'];

export async function keyBelongsToUser(): Promise<void> {
  const withKey = users.map((user) => order({ key: 'k', ...(user === undefined ? noUser : { user }) }));
  await areApart(withKey);
  for (const separator of separators) {
    await areApart([
      order({ user: 'a', key: `b${separator}c` }),
      order({ user: `a${separator}b`, key: 'c' }),
      order({ ...noUser, key: `a${separator}b${separator}c` }),
      order({ ...noUser, key: `user${separator}a${separator}c` }),
    ]);
  }
  await heldAtOnce();
  await areOne('all guests share a scope', [
    order({ ...noUser, key: 'k', ip: '10.0.0.1' }),
    order({ ...noUser, key: 'k', ip: '10.0.0.2' }),
  ]);
  await areOne('roles do not count', [
    order({ key: 'k', roles: ['customer'] }),
    order({ key: 'k', roles: ['customer', 'barista'] }),
    order({ key: 'k', roles: [] }),
  ]);
}

const noUser = { user: undefined } as unknown as { user?: string };

/** Each of them runs, and is replayed its own answer. */
async function areApart(requests: readonly Request[]): Promise<void> {
  const world = new World();
  const [one, other] = [world.open(), world.open()];
  for (const [at, asked] of requests.entries()) {
    const answer = await send(one, asked, whose(asked));
    const earlier = requests.slice(0, at).find((_, run) => answer.body === created(run + 1).body);
    const told = earlier ? `got the answer to ${whose(earlier)}` : 'did not run the handler';
    const input = [...(earlier ? [earlier] : []), asked].map(describe).join('; then ');
    expectRuns(
      world,
      at + 1,
      `${whose(asked).replace(/^./, (letter) => letter.toUpperCase())} ${told}.`,
      input,
    );
  }
  for (const [at, asked] of requests.entries()) {
    const input = `${requests.length} pairs of user and key, one request each; then again ${describe(asked)}`;
    expectReplay(
      await send(other, asked, input),
      created(at + 1),
      `The second answer to ${whose(asked)}`,
      input,
    );
  }
}

/** The first of them runs, the others are replayed its answer. */
async function areOne(what: string, requests: readonly Request[]): Promise<void> {
  const world = new World();
  const gateway = world.open();
  for (const [at, asked] of requests.entries()) {
    const input = `${what}: request ${at + 1} of ${requests.length}, ip ${asked.ip}, roles ${JSON.stringify(asked.user?.roles ?? [])}, ${describe(asked)}`;
    const answer = await send(gateway, asked, input);
    expectRuns(world, 1, `The handler ran ${world.runs.length} times for one user and one key.`, input);
    if (at > 0) expectReplay(answer, created(1), `The answer to request ${at + 1}`, input);
  }
}

/** Five users use one key at the same time. */
async function heldAtOnce(): Promise<void> {
  const world = new World({ work: new HeldWork().work });
  const gateway = world.open();
  for (const user of ['ana', 'ben', 'cem', 'dia', 'eva']) start(gateway, order({ user, key: 'k' }));
  await settle();
  expectRuns(
    world,
    5,
    'A user was held up by the key of another one.',
    'five users use one key at the same time; no handler ends',
  );
}

function whose({ user, headers }: Request): string {
  const key = JSON.stringify(headers['idempotency-key']);
  return user ? `user ${JSON.stringify(user.id)} with key ${key}` : `a guest with key ${key}`;
}
