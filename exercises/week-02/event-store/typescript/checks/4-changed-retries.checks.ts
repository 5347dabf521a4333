import { contents, sameList } from './lists';
import type { Expected, NewEvent } from './support';
import { idsOf, logIs, many, noted, paid, placed, refusedForGood, save, saveCall } from './support';
import { wholeStream, worldWith, type World } from './support';

it('changed-replay-is-refused', async () => {
  const original = [placed('a1'), paid('a2', 350), noted('a3', tea())];
  const others = many(12, 'b');
  const world = await worldWith(...original);
  const changeEach = async (when: string): Promise<void> => {
    for (const [what, at, changed] of changes) {
      const input = `a1, a2, a3 again, ${when}, but ${changed.id} now has ${what}`;
      for (const expected of [0, 'no-stream', 'any'] as const)
        await refusesChange(world, original.with(at, changed), expected, input);
      const stored = (await wholeStream(world.open(), 'order-1')).slice(0, 3);
      sameList(contents(stored), contents(original), "of 'order-1'", {
        message: 'A refused batch has changed stored events.',
        input,
      });
    }
  };
  await changeEach('right after it');
  await save(world.open(), 'order-1', others, 3);
  await changeEach('after other events');
  await logIs(world.open(), [...idsOf(original), ...idsOf(others)], {
    message: 'A refused batch has changed the log.',
    input: 'retries of a1, a2, a3 with other content',
  });
  await changedInALongBatch();
});

/** A long batch behind other events, sent again with one event changed: the first, one in the middle, or the last. */
async function changedInALongBatch(): Promise<void> {
  const [before, original] = [many(5, 'z'), many(300, 'l')];
  const world = await worldWith(...before);
  await save(world.open(), 'order-1', original, 5);
  for (const at of [0, 1, 11, 150, 299]) {
    const { id } = original[at] ?? paid('');
    const input = `300 events again, but ${id} has other content`;
    for (const changed of [paid(id, 990), { ...paid(id), type: 'OrderRefunded' }])
      for (const expected of [5, 'any'] as const)
        await refusesChange(world, original.with(at, changed), expected, input);
  }
  await logIs(world.open(), [...idsOf(before), ...idsOf(original)], {
    message: 'A refused batch has changed the log.',
    input: 'retries of 300 events with one of them changed',
  });
}

function refusesChange(world: World, batch: NewEvent[], expected: Expected, which: string): Promise<void> {
  return refusedForGood(() => world.open().saveEvents('order-1', structuredClone(batch), expected), {
    message: 'The ids are known, but the content is new: this is not a retry, and must be refused.',
    input: `${saveCall('order-1', batch, expected)}: ${which}`,
  });
}

/** An order with a list in it, and what is different about it. */
function tea(other: object = {}): object {
  return { items: [{ drink: 'tea' }, { drink: 'water' }], note: null, by: 'ana b', ...other };
}

/** What can be different in a retry: of which event, and what it is now. */
const changes: [what: string, at: number, changed: NewEvent][] = [
  ['other data', 0, placed('a1', 'tea')],
  ['another type', 0, { ...placed('a1'), type: 'OrderRefunded' }],
  ['other data', 1, paid('a2', 990)],
  ['a text for a number', 1, { ...paid('a2'), data: { cents: '350' } }],
  ['a field less', 1, { ...paid('a2'), data: {} }],
  ['null for data', 1, { ...paid('a2'), data: null }],
  ['its type in lower case', 1, { ...paid('a2'), type: 'orderpaid' }],
  ['its type with a blank behind it', 1, { ...paid('a2'), type: 'OrderPaid ' }],
  ['other data deep inside', 2, noted('a3', tea({ items: [{ drink: 'latte' }, { drink: 'water' }] }))],
  ['its list in another order', 2, noted('a3', tea({ items: [{ drink: 'water' }, { drink: 'tea' }] }))],
  ['a list that is longer', 2, noted('a3', tea({ items: [{ drink: 'tea' }, { drink: 'water' }, {}] }))],
  ['a list that is shorter', 2, noted('a3', tea({ items: [{ drink: 'tea' }] }))],
  ['a text in capitals', 2, noted('a3', tea({ by: 'ANA B' }))],
  ['a text with another blank', 2, noted('a3', tea({ by: 'anaB' }))],
  ['a text with a blank behind it', 2, noted('a3', tea({ by: 'ana b ' }))],
  ['a field less, which was null', 2, noted('a3', tea({ note: undefined }))],
  ['a field more', 2, noted('a3', tea({ at: 'door' }))],
  ['another type', 2, { ...noted('a3', tea()), type: 'Paid' }],
];
