import { ok, show, type Gate, type Schedule, type Watched } from 'codealong/checkkit';
import { sameList } from './lists';
import type { EventStore, Expected, NewEvent, StoredEvent } from './support';
import { allResolve, endOf, idsOf, isConflict, many, paid, streamIs, versionOf } from './support';
import { wholeStream, World, worldWith } from './support';

/** How many orders of many clients are tried. */
export const few = { limit: 30, samples: 40 };

/** Makes every operation on the key-value store a turn of this client. Who asks again and again without an end gets no answer. */
export function turns(schedule: Schedule, client: string): Gate {
  return { before: ({ number }) => (number > 1_000 ? new Promise(() => undefined) : schedule.turn(client)) };
}

export function orderOf(schedule: Schedule): string {
  return `order of the operations on the key-value store: ${schedule.order}`;
}

/** Somebody else acts before each operation, 130 times: enough for everybody who gives up after some tries. */
export function busyGate(act: (nth: number) => Promise<void>): Gate {
  let times = 0;
  return {
    before: async () => {
      if (times < 130) await act(++times);
    },
  };
}

/** Stores for these clients: one for each, or one for all of them. Its operations are turns of whoever is first. */
export function storesOf(
  world: World,
  schedule: Schedule,
  names: readonly string[],
  isOne: boolean,
): (readonly [name: string, store: EventStore])[] {
  if (!isOne) return names.map((name) => [name, world.open(turns(schedule, name))]);
  const shared = world.open(turns(schedule, names[0] ?? ''));
  return names.map((name) => [name, shared]);
}

/** What everybody saves: two events each. */
const batchOf = (name: string): NewEvent[] => many(2, name.toLowerCase());

interface Race {
  readonly results: Record<string, Watched<{ version: number }>>;
  /** Who saves what, and in which order. */
  readonly input: string;
}

/** Everybody saves a batch to one stream at once. */
async function race(
  world: World,
  schedule: Schedule,
  names: readonly string[],
  expected: Expected,
  isOne: boolean,
): Promise<Race> {
  const saves = storesOf(world, schedule, names, isOne).map(
    ([name, store]) => [name, () => store.saveEvents('order-1', batchOf(name), expected)] as const,
  );
  const where = isOne ? 'on one instance' : 'on instances of their own';
  const results = await schedule.race(Object.fromEntries(saves));
  const input = `${names.join(', ')} save two events each, all expecting ${show(expected)}, ${where}; ${orderOf(schedule)}`;
  return { results, input };
}

/** Everybody saves to one stream, having seen the same version. One is stored, the others are conflicts. */
export async function raceFor(
  schedule: Schedule,
  names: readonly string[],
  expected: Expected,
  isOne = false,
): Promise<void> {
  const before = expected === 'no-stream' ? [] : many(Number(expected), 'z');
  const world = before.length > 0 ? await worldWith(...before) : new World();
  const { results, input } = await race(world, schedule, names, expected, isOne);
  const winners = names.filter((name) => results[name]?.state === 'fulfilled');
  oneIsStored(winners, names.map((name) => `${name} ${endOf(results[name])}`).join('; '), input);
  const [winner = ''] = winners;
  const last = before.length + 2;
  const told = versionOf(results[winner]?.value);
  ok(told === last, {
    message: 'The winner is told a wrong version.',
    input,
    expected: `version ${last}`,
    actual: `version ${told}`,
  });
  for (const name of names) if (name !== winner) isConflict(results[name]?.error, expected, last, input);
  await streamIs(world.open(), 'order-1', [...idsOf(before), ...idsOf(batchOf(winner))], {
    message: 'The stream must hold the batch of the winner alone, at versions without a gap or a duplicate.',
    input,
  });
}

function oneIsStored(winners: readonly string[], actual: string, input: string): void {
  ok(winners.length === 1, {
    message: 'These decisions were made on the same version, so exactly one may be stored.',
    input,
    expected: 'one resolves, the others reject',
    actual,
  });
}

/** So many saves at one version at once, all on one instance: one is stored. */
export async function crowd(world: World, version: number, size: number): Promise<void> {
  const store = world.open();
  const ids = Array.from({ length: size }, (_, at) => `r${version}-${at}`);
  const ends = await Promise.allSettled(ids.map((id) => store.saveEvents('crowd', [paid(id)], version)));
  const winners = ids.filter((_, at) => ends[at]?.status === 'fulfilled');
  const input = `${size} saves of one event at once on one instance, all expecting ${version}`;
  oneIsStored(winners, `${winners.length} of them resolve`, input);
  for (const end of ends) if (end.status === 'rejected') isConflict(end.reason, version, version + 1, input);
}

/** Everybody saves to one stream with 'any'. All are stored, each batch in one piece. */
export async function allStored(schedule: Schedule, names: readonly string[], isOne: boolean): Promise<void> {
  const world = new World();
  const { results, input } = await race(world, schedule, names, 'any', isOne);
  allResolve(results, names, {
    message:
      "A save with 'any' has no version to lose: when another save comes between, both must be stored.",
    input,
  });
  const toldTo = (name: string): number => versionOf(results[name]?.value);
  const byVersion = [...names].sort((a, b) => toldTo(a) - toldTo(b));
  const stream = idsOf(await wholeStream(world.open(), 'order-1'));
  const expected = byVersion.flatMap((name) => idsOf(batchOf(name)));
  sameList(stream, expected, 'in the order of the versions that were told', {
    message: 'Every batch must be in the stream once and in one piece, where its caller was told that it is.',
    input,
  });
  for (const name of names) {
    const version = stream.indexOf(idsOf(batchOf(name)).at(-1) ?? '') + 1;
    ok(toldTo(name) === version, {
      message: 'Each caller must get the version of its own last event.',
      input,
      expected: `${name}: version ${version}`,
      actual: `${name}: version ${toldTo(name)}`,
    });
  }
}

/** Reads the log page by page, going on after the last event it has seen. */
export async function poll(
  store: EventStore,
  seen: readonly StoredEvent[],
  rounds: number,
): Promise<StoredEvent[]> {
  const all = [...seen];
  for (let round = 0; round < rounds; round++)
    all.push(...(await store.readAll(all.at(-1)?.position ?? 0, 2)));
  return all;
}
