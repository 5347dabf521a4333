import { show } from 'codealong/checkkit';
import { sameList } from './lists';
import type { Expected, NewEvent } from './support';
import { idsOf, logIs, many, noted, orderIs, paid, placed, refused, save, saveCall } from './support';
import { saveConflicts, streamIs, versionIs, World, worldWith } from './support';

it('rejects-stale-version', async () => {
  const world = new World();
  const stream = many(12, 'a');
  await save(world.open(), 'order-1', stream, 0);
  await save(world.open(), 'order-2', [placed('b1')], 0);
  for (const expected of [11, 13, 1, 2, 1_000_000, -1, -12, ...nearly12]) {
    for (const batch of [[placed('x1')], [placed('x1'), paid('x2')]]) {
      await saveConflicts(world.open(), ['order-1', batch, expected], 12);
      const input = `after the refused ${saveCall('order-1', batch, expected)}`;
      const message = 'A refused save has changed the stream or the log.';
      await orderIs(world.open(), idsOf(stream), { message, input }, ['b1']);
    }
  }
  for (const expected of [4, 1, -1]) {
    const message = 'A stream that nobody has written to is at version 0, so this save must be refused.';
    await saveConflicts(world.open(), ['order-9', [placed('x1')], expected], 0, message);
  }
  await save(world.open(), 'order-1', [placed('x1'), paid('x2')], 12);
  await save(world.open(), 'order-9', [placed('x1')], 0);
  await logIs(world.open(), [...idsOf(stream), 'b1', 'x1', 'x2', 'x1'], {
    message: 'After refused saves the log must go on without a hole.',
    input: 'many refused saves to order-1 and order-9, then x1, x2 to order-1 and x1 to order-9',
  });
});

/** Numbers that become 12 when somebody rounds them, or cuts them to 8, 16 or 32 bits. */
const nearly12 = [11.5, 11.75, 12.25, 12.5, 2 ** 8 + 12, 2 ** 16 + 12, 2 ** 32 + 12, -(2 ** 32) + 12];

it('new-stream-and-any', async () => {
  const world = new World();
  await save(world.open(), 'order-1', [placed('a1')], 'no-stream');
  await save(world.open(), 'order-2', many(12, 'b'), 0);
  for (const expected of [0, 'no-stream'] as const) {
    const message = 'The stream exists already, so this must be refused: the order would be placed twice.';
    await saveConflicts(world.open(), ['order-1', [placed('x1')], expected], 1, message);
    await saveConflicts(world.open(), ['order-2', [placed('x1')], expected], 12, message);
  }
  const saves: [string, NewEvent[], number][] = [
    ['order-3', [placed('c1')], 1],
    ['order-1', [paid('a2'), paid('a3')], 3],
    ['order-1', [paid('a4')], 4],
    ['order-2', [paid('b13'), paid('b14')], 14],
  ];
  for (const [streamId, batch, version] of saves) {
    const message = "With 'any' the batch goes to the end of the stream, whether the stream exists or not.";
    const told = await save(world.open(), streamId, batch, 'any', { message });
    versionIs(told, version, saveCall(streamId, batch, 'any'));
  }
  await streamIs(world.open(), 'order-1', ['a1', 'a2', 'a3', 'a4'], {
    message: 'The stream does not hold exactly what was accepted.',
    input: "a1 with 'no-stream', refused tries with 0 and 'no-stream', then a2, a3 and a4 with 'any'",
  });
});

it('batch-is-atomic', async () => {
  const world = await worldWith(placed('a1'));
  const good = many(12, 'x');
  const long = many(1_200, 'x');
  for (const [what, bad] of Object.entries(badEvents())) {
    for (const at of [0, 1, 5, 11, 12])
      await leavesNothing(world, good.toSpliced(at, 0, bad), `number ${at + 1} of them has ${what}`);
    await leavesNothing(world, [...long, bad], `the last of them has ${what}`);
  }
  const message = 'After refused batches the next save must work as if they had never been made.';
  await save(world.open(), 'order-1', good, 1, { message });
  await save(world.open(), 'order-9', good, 'no-stream', { message });
  await logIs(world.open(), ['a1', ...idsOf(good), ...idsOf(good)], {
    message,
    input: 'x1 … x12 to each of two streams',
  });
});

/** Fails unless the batch is refused wherever it goes, and the store holds what it held before: a1 in order-1. */
async function leavesNothing(world: World, batch: NewEvent[], which: string): Promise<void> {
  for (const [streamId, expected, before] of [
    ['order-1', 1, ['a1']],
    ['order-1', 'any', ['a1']],
    ['order-9', 'no-stream', []],
  ] as [string, Expected, string[]][]) {
    const input = `${batch.length} events to ${streamId}, expecting ${show(expected)}; ${which}`;
    await refused(() => world.open().saveEvents(streamId, batch, expected), {
      message:
        'The batch holds an event that cannot be stored, so it must be refused, never saved without it.',
      input,
    });
    const message = 'An event of a refused batch was saved. Half an order is now a fact for every reader.';
    await streamIs(world.open(), streamId, before, { message, input });
    await logIs(world.open(), ['a1'], { message, input });
  }
}

it('empty-batch', async () => {
  const world = await worldWith(placed('a1'), paid('a2'));
  const before = linesOf(world.server.dump());
  for (const [streamId, expected, version] of [...fitting, ...fitting]) {
    const input = `${saveCall(streamId, [], expected)} on a stream at version ${version}`;
    versionIs(await save(world.open(), streamId, [], expected), version, input);
  }
  const message = 'An empty batch must be judged by expectedVersion like any other.';
  for (const expected of [0, 'no-stream', 1, 3, -1] as const)
    await saveConflicts(world.open(), ['order-1', [], expected], 2, message);
  await saveConflicts(world.open(), ['order-9', [], 1], 0, message);
  const written = linesOf(world.server.dump()).filter((line) => !before.includes(line));
  sameList(written, [], 'written to the key-value store', {
    message: 'An empty batch must write nothing.',
    input: 'empty batches to order-1 and order-9',
  });
  await save(world.open(), 'order-9', [placed('c1')], 'no-stream', {
    message: 'A stream that only got empty batches must still be new.',
  });
});

/** Versions that fit order-1, which holds two events, and order-9, which is new; and what the save of an empty batch tells. */
const fitting: [streamId: string, expected: Expected, version: number][] = [
  ['order-1', 2, 2],
  ['order-1', 'any', 2],
  ['order-9', 'no-stream', 0],
  ['order-9', 0, 0],
  ['order-9', 'any', 0],
];

const linesOf = (dump: Record<string, string>): string[] =>
  Object.entries(dump).map(([key, value]) => `${key} = ${value}`);

/** Events that cannot be stored beside x1 … x12. */
function badEvents(): Record<string, NewEvent> {
  const cycle: Record<string, unknown> = { drink: 'espresso' };
  cycle['self'] = cycle;
  const failing = {
    toJSON: () => {
      throw new Error('no JSON');
    },
  };
  return {
    'a BigInt': noted('bad', 350n),
    'a BigInt deep inside': noted('bad', { items: [{ cents: 350n }] }),
    'a cycle': noted('bad', cycle),
    'data whose toJSON throws': noted('bad', failing),
    'an empty id': paid(''),
    'the id of the first event': placed('x1'),
    'the id of the sixth event': paid('x6'),
    'the id of the last event': paid('x12'),
  };
}
