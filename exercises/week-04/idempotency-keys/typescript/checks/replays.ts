import { settle } from 'codealong/checkkit';
import { expectOwn, expectReplay, expectRuns } from './expect';
import { describe, order } from './requests';
import { heldStore } from './held';
import { answerOf, created, send, start, World, type Answer } from './world';

const answers: readonly (() => Answer)[] = [
  () => ({
    status: 201,
    headers: { location: '/orders/7', 'x-points': '12', etag: '"7"' },
    body: '{"order":7}',
  }),
  () => ({ status: 204, headers: {}, body: '' }),
  () => ({ status: 302, headers: { Location: '/menu' }, body: 'moved' }),
  () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'one "latte"\n\\ ☕ 🥐' }),
  () => ({ status: 200, headers: { 'content-length': '1' }, body: '0' }),
];

const keys = [
  'a',
  'A',
  ' a',
  'a ',
  'a+',
  'a%25',
  'a%',
  '__proto__',
  'constructor',
  'a:b',
  'ä',
  'a,b',
  'a/b',
  'a\u0308',
  '\uff41',
];

export async function replaysTheAnswer(): Promise<void> {
  for (const [at, answer] of answers.entries()) await replayed(`k${at}`, methods[at] ?? 'POST', answer);
  await keysBesideEachOther();
  await storedBeforeTheCallerHears();
}

const methods = ['POST', 'GET', 'PUT', 'DELETE', 'PATCH'];

async function replayed(key: string, method: string, answer: () => Answer): Promise<void> {
  for (const isRequired of [true, false]) {
    const world = new World({ work: answer });
    const [one, other] = [world.open({}, () => isRequired), world.open({}, () => isRequired)];
    const asked = order({ key, method });
    const input = `${describe(asked)}; a key is ${isRequired ? '' : 'not '}required; the handler answers ${answer().status}`;
    const first = await send(one, asked, input);
    expectOwn(first, answer(), input);
    spoil(first);
    for (const [nth, gateway] of [one, other, one].entries()) {
      const where = `${input}; replay ${nth + 1}, by ${gateway === one ? 'the same' : 'another'} instance`;
      const again = await send(gateway, asked, where);
      expectRuns(world, 1, `The handler ran ${world.runs.length} times for one key.`, where);
      expectReplay(again, answer(), `Replay ${nth + 1} of key ${key}`, where);
      spoil(again);
    }
  }
}

/** What a caller may do with the object that it got. */
function spoil(answer: Answer): void {
  try {
    answer.body = 'changed by the caller';
    answer.headers['x-changed'] = 'by the caller';
  } catch {
    // A frozen answer can't be spoilt.
  }
}

async function keysBesideEachOther(): Promise<void> {
  const world = new World();
  const gateway = world.open();
  const input = `one request each with the keys ${JSON.stringify(keys)}`;
  for (const [at, key] of keys.entries()) {
    const where = `${input}: key ${JSON.stringify(key)}`;
    const answer = await send(gateway, order({ key }), where);
    expectRuns(world, at + 1, 'The handler did not run for a key that nobody has used.', where);
    expectOwn(answer, created(at + 1), where);
  }
  for (const [at, key] of keys.entries()) {
    const where = `${input}, then once more: key ${JSON.stringify(key)}`;
    const answer = await send(gateway, order({ key }), where);
    expectRuns(world, keys.length, 'The handler ran again for a key that has an answer.', where);
    expectReplay(answer, created(at + 1), `The replay of key ${JSON.stringify(key)}`, where);
  }
}

/** Whoever has the first answer may ask again at once. The store is slow to take what is sent to it after the handler. */
async function storedBeforeTheCallerHears(): Promise<void> {
  const world: World = new World({ work: (run) => (slow.hold(), created(run)) });
  const slow = heldStore();
  const asked = order({ key: 'k' });
  const first = start(world.open(slow.gate), asked);
  await settle();
  if (first.state !== 'pending') {
    const input = `${describe(asked)}; its caller has the first answer, then the request comes again`;
    expectReplay(await send(world.open(), asked, input), created(1), 'The second answer', input);
  }
  slow.letGo();
  await settle();
  expectOwn(answerOf(first, describe(asked)), created(1), describe(asked));
}
