import { places, sameList } from './lists';
import type { NewEvent } from './support';
import { idsOf, logIs, logOf, many, numbered, paid, positions, refused, save } from './support';
import { saveConflicts, wholeStream, World } from './support';

it('reads-all-in-order', async () => {
  const world = new World();
  sameList(idsOf(await logOf(world.open())), [], 'in the log', {
    message: 'An empty store has an empty log.',
    input: 'readAll(0, 1000000)',
  });
  const all: string[] = [];
  for (let round = 1; round <= 3; round++) {
    for (const [name, streamId] of Object.entries(streams)) {
      const batch = [forged(`${name}${2 * round - 1}`), paid(`${name}${2 * round}`)];
      await save(world.open(), streamId, batch, 2 * round - 2);
      all.push(...idsOf(batch));
      await refuseTwo(world, streamId, 2 * round);
    }
  }
  const input =
    'two events to each of order-2, order-10, order-1 and b, three times in turn, with refused saves between';
  await logIs(world.open(), all, {
    message:
      'The log must hold the events of all streams in the order of saving, at positions 1, 2, 3… without a hole.',
    input,
  });
  for (const after of [0, 1, 2, 9, 10, 11, 22, 23, 24, 25, 50, 1_000_000, ...large]) {
    for (const limit of [1, 2, 3, 12, 24, 1_000_000, ...large]) {
      sameList(
        positions(await logOf(world.open(), after, limit)),
        numbered(all).slice(after, after + limit),
        'by position',
        {
          message:
            'readAll must return the events above afterPosition, that one not included, and at most limit of them.',
          input: `readAll(${after}, ${limit}) on a log of ${all.length}`,
        },
      );
    }
  }
  const stream = await wholeStream(world.open(), 'order-10');
  const inLog = (await logOf(world.open())).filter(({ streamId }) => streamId === 'order-10');
  sameList(places(inLog), places(stream), 'with every field', {
    message: 'readAll and getEvents tell different things about the same event.',
    input: `readAll and getEvents('order-10') after ${input}`,
  });
  const long = many(1_200, 'l');
  await save(world.open(), 'long', long, 0);
  sameList(idsOf(await logOf(world.open())), [...all, ...idsOf(long)], 'in the log', {
    message: 'readAll must return as many events as limit asks for when the log has them.',
    input: 'readAll(0, 1000000) on a log of 1224',
  });
});

/** Numbers that are small ones, or 0 and less, when somebody cuts them to 32 bits. */
const large = [2 ** 31 + 3, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];

/** Streams by the letter with which the ids of their events begin. */
const streams = { a: 'order-2', b: 'order-10', c: 'order-1', d: 'b' };

const forged = (id: string): NewEvent => Object.assign(paid(id), { position: 1, version: 7, streamId: 'b' });

/** Saves to the stream that must be refused and must not use a position. */
async function refuseTwo(world: World, streamId: string, version: number): Promise<void> {
  await saveConflicts(world.open(), [streamId, [paid('x1'), paid('x2')], version - 1], version);
  await refused(() => world.open().saveEvents(streamId, [paid('x1'), paid('x2'), paid('x1')], version), {
    message: 'A batch in which an id occurs twice must be refused.',
    input: `x1, x2, x1 to ${streamId}`,
  });
}
