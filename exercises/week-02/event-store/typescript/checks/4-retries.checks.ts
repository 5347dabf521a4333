import type { KvOperation } from 'codealong/checkkit';
import { everyField, sameList } from './lists';
import type { Expected, NewEvent } from './support';
import { ended, idsOf, logIs, logOf, many, noted, orderIs, paid, placed, refused, save } from './support';
import { refusedForGood, saveCall, streamIs, versionIs, wholeStream, World, worldWith } from './support';

it('replay-is-accepted', async () => {
  const world = new World();
  const calls: [streamId: string, batch: NewEvent[], expected: Expected, version: number][] = [
    ['order-1', [placed('a1'), paid('a2')], 0, 2],
    ['order-2', [placed('b1'), paid('b2')], 'no-stream', 2],
    ['order-3', [placed('c1'), paid('c2')], 'any', 2],
    ['order-3', [paid('c3')], 2, 3],
    ['order-4', many(12, 'd'), 0, 12],
    ['order-4', [paid('d13'), placed('d14')], 12, 14],
    ['order-5', [noted('e1', { at: new Date(0), note: undefined, n: NaN }), noted('e2', [undefined])], 0, 2],
  ];
  for (const [streamId, batch, expected, version] of calls) {
    await save(world.open(), streamId, batch, expected);
    await world.clock.advance(1_000);
    const before = everyField(await logOf(world.open()));
    for (let round = 1; round <= 3; round++) {
      const input = `${saveCall(streamId, batch, expected)}, and the same call ${round} more times`;
      const message = 'The batch is stored already, so its retry must succeed.';
      const again = batch.map((event) => ({ ...event, version: 40 + round, sentBy: 'ana' }));
      versionIs(await save(world.open(), streamId, again, expected, { message, input }), version, input);
      sameList(everyField(await logOf(world.open())), before, 'in the log, with every field', {
        message: 'A retry has written: an event is stored twice, or an old one has changed.',
        input,
      });
    }
  }
  await save(world.open(), 'order-1', [paid('a3')], 2);
  await logIs(world.open(), [...calls.flatMap(([, batch]) => idsOf(batch)), 'a3'], {
    message: 'After retries the log must go on without a hole.',
    input: 'seven batches, each sent four times, then a3',
  });
});

it('late-replay', async () => {
  for (const expected of [1, 'any'] as const) for (let lost = 1; await loseReply(lost, expected); lost++);
  const world = await worldWith(placed('a1'), paid('a2'));
  const [others, long] = [idsOf(many(12, 'b')), many(1_200, 'l')];
  await world.clock.advance(1_000);
  await save(world.open(), 'order-1', [paid('a3')], 2);
  for (const id of others) await save(world.open(), 'order-1', [paid(id)], 'any');
  await save(world.open(), 'order-2', [placed('c1')], 0);
  await world.clock.advance(1_000 * day);
  const stored = ['a1', 'a2', 'a3', ...others];
  await recognisesRetries(world, stored, [...stored, 'c1'], stored.join(', '));
  await save(world.open(), 'order-1', long, 'any');
  const all = [...stored, ...idsOf(long)];
  await recognisesRetries(
    world,
    all,
    [...stored, 'c1', ...idsOf(long)],
    `${stored.join(', ')} and 1,200 more`,
  );
});

/** Sends what is stored in order-1 again, in other pieces than it was saved in. Nothing is written. */
async function recognisesRetries(
  world: World,
  stored: string[],
  log: string[],
  which: string,
): Promise<void> {
  const retries: [batch: NewEvent[], at: number, version: number][] = [
    [[placed('a1'), paid('a2')], 0, 2],
    [[placed('a1')], 0, 1],
    [[paid('a2'), paid('a3')], 1, 3],
    [[placed('a1'), paid('a2'), paid('a3'), paid('b1')], 0, 4],
    [[paid('b7')], 9, 10],
    [many(12, 'b').slice(7), 10, 15],
  ];
  for (const [batch, at, version] of retries) {
    for (const expected of [at, 'any'] as const) {
      const input = `${saveCall('order-1', batch, expected)}; the stream holds ${which}`;
      const message =
        'Exactly these events are in the stream at this place, so the save must succeed, however late it comes.';
      versionIs(await save(world.open(), 'order-1', batch, expected, { message, input }), version, input);
      const told = { message: 'A late retry has changed the stream or the log.', input };
      await streamIs(world.open(), 'order-1', stored, told);
      await logIs(world.open(), log, told);
    }
  }
}

it('reused-id-is-refused', async () => {
  const [first, others, long] = [many(3, 'a'), many(12, 'b'), many(1_200, 'l')];
  const stored = [...idsOf(first), ...idsOf(others)];
  const world = await worldWith(...first);
  await save(world.open(), 'order-1', others, 3);
  for (const [ids, expectations, what] of reuses) {
    for (const expected of expectations) {
      const batch = ids.map((id) => paid(id));
      const input = `${saveCall('order-1', batch, expected)}: ${what}; the stream holds a1 … a3, b1 … b12`;
      const refuse = current.includes(expected) ? refusedForGood : refused;
      await refuse(() => world.open().saveEvents('order-1', batch, expected), {
        message: 'A batch with a known id that is not an exact retry must be refused.',
        input,
      });
      await orderIs(world.open(), stored, {
        message: 'A refused batch has changed the stream or the log.',
        input,
      });
    }
  }
  await refusedForGood(() => world.open().saveEvents('order-1', [paid('a2', 990)], 15), {
    message: 'A known id must be refused.',
    input: 'a2 with other data, expecting the version at which the stream is',
  });
  await save(world.open(), 'order-1', long, 15);
  await reusedLongAfter(world, [...stored, ...idsOf(long)]);
});

/** Ids of events that have 1,200 others behind them are known as well. */
async function reusedLongAfter(world: World, stored: readonly string[]): Promise<void> {
  for (const known of ['new a2', 'new b6 other', 'b12 new', 'l1 new', 'new l600']) {
    for (const expected of [stored.length, 'any'] as const) {
      const batch = known.split(' ').map((id) => paid(id));
      await refusedForGood(() => world.open().saveEvents('order-1', batch, expected), {
        message:
          'A batch with a known id that is not an exact retry must be refused, however old that event is.',
        input: `${saveCall('order-1', batch, expected)}; the stream holds a1 … a3, b1 … b12 and l1 … l1200`,
      });
    }
  }
  await logIs(world.open(), [...stored], {
    message: 'A refused batch has changed the log.',
    input: 'known ids, 1,200 events later',
  });
}

const day = 86_400_000;

const current: Expected[] = [15, 'any'];

/** Ids that are sent to a stream with a1 … a3 and b1 … b12, and are not a retry there. */
const reuses: [ids: string[], expectations: Expected[], what: string][] = [
  [['a2'], [15, 2, 0], 'a retry that has reloaded the stream, in which its own event is stored'],
  [['b12'], [15, 13], 'a retry that has reloaded the stream, in which its own event is the last one'],
  [['a1', 'a2', 'a3'], [15, 1, 3], 'a stored batch, at another place'],
  [['a1', 'new'], current, 'a known event before a new one'],
  [['new', 'a1'], current, 'a new event before a known one'],
  [['new', 'b6', 'other'], current, 'a known event between new ones'],
  [['a1', 'new', 'a2'], [...current, 0], 'a new event between known ones'],
  [idsOf(many(12, 'n')).with(6, 'a3'), current, 'one known event of twelve'],
  [['b11', 'b12', 'new'], [...current, 13], 'stored events, grown behind the end of the stream'],
  [['a1', 'a2', 'new'], [...current, 0], 'a stored batch that has grown'],
  [['a1', 'a3'], [...current, 0], 'stored events with a gap'],
  [['a2', 'a1'], [...current, 0, 1], 'stored events in another order'],
  [['b12', 'a1'], [...current, 14], 'the last stored event, then the first'],
];

/** The reply to one operation is lost, others append, and the same call comes again. Tells whether there was such an operation. */
async function loseReply(lost: number, expected: Expected): Promise<boolean> {
  const world = await worldWith(placed('z1'));
  const batch = [paid('a1'), paid('a2')];
  let wasLost = false;
  const lose = ({ number }: KvOperation): void => {
    if (number !== lost) return;
    wasLost = true;
    throw new Error('connection reset');
  };
  const input = `${saveCall('order-1', batch, expected)} whose reply to operation ${lost} is lost, b1 by somebody else, the same call again`;
  await ended(() => world.open({ after: lose }).saveEvents('order-1', batch, expected), input);
  const isStored = (await wholeStream(world.open(), 'order-1')).length === 3;
  if (isStored) await save(world.open(), 'order-1', [placed('b1')], 'any');
  const message = 'A retry must be recognised however late it comes, also when the stream has grown since.';
  versionIs(await save(world.open(), 'order-1', batch, expected, { message, input }), 3, input);
  await streamIs(world.open(), 'order-1', isStored ? ['z1', 'a1', 'a2', 'b1'] : ['z1', 'a1', 'a2'], {
    message: 'After a lost reply and a retry the batch must be stored once.',
    input,
  });
  return wasLost && lost < 100;
}
