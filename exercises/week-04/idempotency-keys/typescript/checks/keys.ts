import { describeError, equal, ok, settle } from 'codealong/checkkit';
import { expectNothingStored, expectOwn, expectRuns, expectStatus } from './expect';
import { describe, order } from './requests';
import { created, isReplay, send, start, World, type Answer } from './world';

export async function passesThrough(): Promise<void> {
  const world = new World({ work: (run) => ({ ...created(run), status: run === 6 ? 503 : 201 }) });
  const gateway = world.open();
  const keys = [undefined, '', undefined, '', undefined, ''];
  for (const [at, key] of keys.entries()) {
    const asked = order({ ...(key === undefined ? {} : { key }) });
    const input = `request ${at + 1} of 6: ${describe(asked)}`;
    const answer = await send(gateway, asked, input);
    expectRuns(
      world,
      at + 1,
      `The handler ran ${world.runs.length} times for ${at + 1} requests without a key.`,
      input,
    );
    equal(world.runs[at], asked, {
      message: 'The handler got a different request from the one that came.',
      input,
    });
    ok(!isReplay(answer), {
      message: 'An answer to a request without a key says that it is a replay.',
      input,
      expected: 'no header idempotent-replayed',
      actual: 'it is there',
    });
    expectOwn(answer, { ...created(at + 1), status: at === 5 ? 503 : 201 }, input);
  }
  expectNothingStored(world, 'six requests without a key');
  await errorsPass();
}

async function errorsPass(): Promise<void> {
  const error = new Error('the kitchen is closed');
  const ways = {
    'throws before it returns a promise': (): Answer => {
      throw error;
    },
    rejects: () => Promise.reject<Answer>(error),
  };
  for (const [way, work] of Object.entries(ways)) {
    const world = new World({ work });
    const sent = start(world.open(), order());
    await settle();
    ok(sent.state === 'rejected' && sent.error === error, {
      message: "The handler's error did not reach the caller.",
      input: `a request without a key; the handler ${way}`,
      expected: `it rejects with ${describeError(error)}, the very same`,
      actual:
        sent.state === 'rejected' ? `it rejected with ${describeError(sent.error)}` : `it is ${sent.state}`,
    });
  }
}

const tooLong = ['k'.repeat(256), 'k'.repeat(1_000), '☕'.repeat(256), '🥐'.repeat(128)];
const longest = [
  'k'.repeat(255),
  `${'k'.repeat(254)}l`,
  '☕'.repeat(255),
  `${'🥐'.repeat(127)}k`,
  ' ',
  'null',
];

export async function requiresAKey(): Promise<void> {
  for (const isRequired of [true, false]) {
    const world = new World();
    const gateway = world.open({}, () => isRequired);
    const refused = isRequired ? [undefined, '', ...tooLong] : tooLong;
    for (const key of refused) await isRefused(world, gateway, isRequired, key);
    expectNothingStored(world, 'requests that get 400');
    for (const [at, key] of longest.entries()) {
      const asked = order({ key });
      const input = `${describe(asked)}; its length is ${key.length}`;
      const answer = await send(gateway, asked, input);
      expectStatus(answer, 201, `A request with a key of ${key.length} characters was not handled.`, input);
      expectRuns(world, at + 1, 'The handler did not run for a key that nobody has used.', input);
    }
  }
  await requiredForSome();
}

async function isRefused(
  world: World,
  gateway: ReturnType<World['open']>,
  isRequired: boolean,
  key?: string,
): Promise<void> {
  const asked = order({ ...(key === undefined ? {} : { key }) });
  const input = `${describe(asked)}; a key is ${isRequired ? '' : 'not '}required`;
  const answer = await send(gateway, asked, input);
  const what = key ? `A key of ${key.length} characters` : key === '' ? 'An empty key' : 'A missing key';
  expectStatus(answer, 400, `${what} got ${answer.status}, expected 400.`, input);
  expectRuns(world, 0, 'The handler ran for a request that has to get 400.', input);
}

/** The request decides whether it needs a key. */
async function requiredForSome(): Promise<void> {
  const world = new World();
  const gateway = world.open({}, ({ method }) => method === 'POST');
  for (const [method, status] of [
    ['GET', 201],
    ['POST', 400],
    ['GET', 201],
  ] as const) {
    const asked = order({ method });
    const input = `${describe(asked)}; required says true of POST alone`;
    expectStatus(
      await send(gateway, asked, input),
      status,
      `A ${method} without a key got another status.`,
      input,
    );
  }
}
