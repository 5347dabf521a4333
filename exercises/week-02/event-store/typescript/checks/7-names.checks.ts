import { collidingNames } from './colliding-names';
import { sameList } from './lists';
import type { NewEvent } from './support';
import { accepted, idsOf, logIs, logOf, many, paid, placed, refused, save } from './support';
import { streamIs, versionIs, World } from './support';

const long = 'n'.repeat(5_000);

/** Names and ids that real systems have used, and that separators, templates and plain objects stumble over. */
const awkward = [
  ...['a', 'A', ' a', 'a ', 'a b', 'ab', ' ', 'a\n', 'a\t', '\u0000', 'a\u0000', 'a\u0000b'],
  ...'+ a+b a%20b a%2520b a%3Ab % %zz * ? .'.split(' '),
  ...'a:b a:b:c a:1 : a: :a a/1 a/ ../a a.b a-b a_b a|b a#b a,b a\\b'.split(' '),
  ...'{a} {a}:b [a] "a" \'a\' ` $& ${a}'.split(' '),
  ...'__proto__ constructor toString hasOwnProperty length events log null undefined'.split(' '),
  ...'é e\u0301 É ß ss ☕ 0 1 01 1.0 -1 any no-stream'.split(' '),
  ...[`${long}1`, `${long}2`],
];

it('streams-do-not-collide', async () => {
  const world = new World();
  for (const round of [1, 2, 3]) {
    for (const [at, name] of awkward.entries()) {
      const message =
        round === 1
          ? 'A stream that nobody has written to is taken for another one.'
          : 'A stream is not at the version at which its own events leave it.';
      await save(world.open(), name, [paid(`e${at}-${round}`)], round === 1 ? 'no-stream' : round - 1, {
        message,
      });
    }
  }
  const input = `three events for each of ${awkward.length} streams, among them ${JSON.stringify(awkward.slice(0, 8))}`;
  for (const [at, name] of awkward.entries())
    await streamIs(world.open(), name, idsOf(many(3, `e${at}-`)), {
      message: 'A stream does not hold exactly its own events.',
      input,
    });
  const log = (await logOf(world.open())).map(({ id, streamId }) => `${id} in ${JSON.stringify(streamId)}`);
  const expected = [1, 2, 3].flatMap((round) =>
    awkward.map((name, at) => `e${at}-${round} in ${JSON.stringify(name)}`),
  );
  sameList(log, expected, 'in the log, by stream', {
    message: 'The log does not hold every event once, under the name that its stream was given.',
    input,
  });
  await forgetsNoStream(world);
  for (const name of await collidingNames()) {
    await keepsApart(['probe', name]);
    await keepsApart([name, 'probe']);
  }
});

/** The first streams are still what they were when many others have come. */
async function forgetsNoStream(world: World): Promise<void> {
  const others = Array.from({ length: 150 }, (_, at) => `other-${at + 1}`);
  for (const name of others) await save(world.open(), name, [placed('o1')], 'no-stream');
  const told = {
    message: 'A stream is not what it was before others were written to.',
    input: `streams with three events each, then an event to each of ${others.length} other streams`,
  };
  for (const [at, name] of awkward.slice(0, 12).entries()) {
    await save(world.open(), name, [paid(`e${at}-4`)], 3, told);
    await streamIs(world.open(), name, idsOf(many(4, `e${at}-`)), told);
  }
  await streamIs(world.open(), 'other-1', ['o1'], told);
}

it('event-ids-are-opaque', async () => {
  const world = new World();
  const batch = awkward.map((id) => placed(id));
  const input = `one batch whose ids are ${awkward.length} different strings, among them ${JSON.stringify(awkward.slice(0, 8))}`;
  const sent: [string, NewEvent[]][] = [
    ['order-1', batch],
    ['order-2', batch.toReversed()],
    ['order-3', awkward.map((id) => paid(id))],
  ];
  for (const [streamId, events] of sent) {
    for (const expected of [streamId === 'order-2' ? 'any' : 0, 0, 'any'] as const) {
      const message =
        streamId === 'order-1'
          ? 'Every string that is not empty is an id, so these must be stored once each, and be a retry when sent again.'
          : 'An id is only known in its own stream, so another stream may hold the same ones.';
      const version = await save(world.open(), streamId, events, expected, { message, input });
      versionIs(version, awkward.length, `${input}, to ${streamId}`);
    }
    await streamIs(world.open(), streamId, idsOf(events), {
      message: 'The ids must be stored once each, as they are.',
      input,
    });
  }
  for (const id of awkward)
    await save(world.open(), 'order-4', [placed(id)], 'any', {
      message: 'Two different strings are two ids. This one is new in its stream.',
    });
  await streamIs(world.open(), 'order-4', awkward, { message: 'Each id must be stored once.', input });
  for (const separator of [':', '/', '|', '-', '.', '#', ',', ' ', '\u0000']) {
    await save(world.open(), 'x', [placed(`y${separator}z`)], 'any');
    await save(world.open(), `x${separator}y`, [placed('z')], 0, {
      message: 'An id is only known in its own stream. This one is new in its stream.',
    });
  }
  for (const known of awkward)
    await refused(() => world.open().saveEvents('order-1', [paid('new'), paid(known)], awkward.length), {
      message: 'A known id was stored a second time.',
      input: `a new event and the id ${JSON.stringify(known)}, which is in the stream`,
    });
});

/** Writes two batches to each stream in turn and looks whether both keep what is theirs. */
async function keepsApart(names: readonly string[]): Promise<void> {
  const world = new World();
  const told = {
    message: 'Two streams share a key in the key-value store: one order can read or destroy another one.',
    input: `the streams ${names.map((name) => JSON.stringify(name)).join(' and ')}, written in turn`,
  };
  const eventsOf = (name: string): NewEvent[] => many(4, name === 'probe' ? 'probe-' : 'other-');
  const log: string[] = [];
  for (const version of [0, 2]) {
    for (const name of names) {
      const batch = eventsOf(name).slice(version, version + 2);
      await accepted(() => world.open().saveEvents(name, batch, version), told);
      log.push(...idsOf(batch));
    }
  }
  for (const name of names) await streamIs(world.open(), name, idsOf(eventsOf(name)), told);
  await logIs(world.open(), log, told);
}
