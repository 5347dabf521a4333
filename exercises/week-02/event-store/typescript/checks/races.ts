import { ok, type Gate, type Schedule } from 'codealong/checkkit';
import { sameList } from './lists';
import type { EventStore, Expected, StoredEvent } from './support';
import {
  endOf,
  idsOf,
  isConflict,
  many,
  paid,
  save,
  streamIs,
  versionOf,
  wholeStream,
  World,
} from './support';

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
function storesOf(world: World, schedule: Schedule, names: readonly string[], isOne: boolean): EventStore[] {
  if (!isOne) return names.map((name) => world.open(turns(schedule, name)));
  const shared = world.open(turns(schedule, names[0] ?? ''));
  return names.map(() => shared);
}

/** Everybody saves two events to one stream, having seen the same version. One is stored, the others are conflicts. */
export async function raceFor(
  schedule: Schedule,
  names: readonly string[],
  expected: Expected,
  isOne = false,
): Promise<void> {
  const world = new World();
  const before = expected === 'no-stream' ? [] : many(Number(expected), 'z');
  if (before.length > 0) await save(world.open(), 'order-1', before, 0);
  const stores = storesOf(world, schedule, names, isOne);
  const batches = names.map((name) => many(2, name.toLowerCase()));
  const results = await schedule.race(
    Object.fromEntries(
      names.map((name, at) => [name, () => stores[at]!.saveEvents('order-1', batches[at] ?? [], expected)]),
    ),
  );
  const where = isOne ? 'on one instance' : 'on instances of their own';
  const input = `${names.join(', ')} save two events each, all expecting ${expected}, ${where}; ${orderOf(schedule)}`;
  oneIsStored(
    names.map((name) => endOf(results[name])),
    names.filter((name) => results[name]?.state === 'fulfilled'),
    names,
    input,
  );
  const winner = names.findIndex((name) => results[name]?.state === 'fulfilled');
  const last = before.length + 2;
  const told = versionOf(results[names[winner] ?? '']?.value);
  ok(told === last, {
    message: 'The winner is told a wrong version.',
    input,
    expected: `version ${last}`,
    actual: `version ${told}`,
  });
  for (const [at, name] of names.entries())
    if (at !== winner) isConflict(results[name]?.error, expected, last, input);
  await streamIs(world.open(), 'order-1', [...idsOf(before), ...idsOf(batches[winner] ?? [])], {
    message: 'The stream must hold the batch of the winner alone, at versions without a gap or a duplicate.',
    input,
  });
}

function oneIsStored(ends: string[], winners: string[], names: readonly string[], input: string): void {
  ok(winners.length === 1, {
    message: 'These decisions were made on the same version, so exactly one may be stored.',
    input,
    expected: 'one resolves, the others reject',
    actual: names.map((name, at) => `${name} ${ends[at]}`).join('; '),
  });
}

/** So many saves at one version at once, all on one instance: one is stored. */
export async function crowd(world: World, version: number, size: number): Promise<void> {
  const store = world.open();
  const ids = Array.from({ length: size }, (_, at) => `r${version}-${at}`);
  const ends = await Promise.allSettled(ids.map((id) => store.saveEvents('crowd', [paid(id)], version)));
  const winners = ids.filter((_, at) => ends[at]?.status === 'fulfilled');
  const input = `${size} saves of one event at once on one instance, all expecting ${version}`;
  ok(winners.length === 1, {
    message: 'These decisions were made on the same version, so exactly one may be stored.',
    input,
    expected: 'one resolves, the others reject',
    actual: `${winners.length} of them resolve`,
  });
  for (const end of ends) if (end.status === 'rejected') isConflict(end.reason, version, version + 1, input);
}

/** Everybody saves two events to one stream with 'any'. All are stored, each batch in one piece. */
export async function allStored(schedule: Schedule, names: readonly string[], isOne: boolean): Promise<void> {
  const world = new World();
  const stores = storesOf(world, schedule, names, isOne);
  const results = await schedule.race(
    Object.fromEntries(
      names.map((name, at) => [
        name,
        () => stores[at]!.saveEvents('order-1', many(2, name.toLowerCase()), 'any'),
      ]),
    ),
  );
  const where = isOne ? 'on one instance' : 'on instances of their own';
  const input = `${names.join(', ')} save two events each with 'any', ${where}; ${orderOf(schedule)}`;
  for (const name of names)
    ok(results[name]?.state === 'fulfilled', {
      message:
        "A save with 'any' has no version to lose: when another save comes between, both must be stored.",
      input,
      expected: 'all resolve',
      actual: `${name} ${endOf(results[name])}`,
    });
  const byVersion = [...names].sort((a, b) => versionOf(results[a]?.value) - versionOf(results[b]?.value));
  const stream = await wholeStream(world.open(), 'order-1');
  const expected = byVersion.flatMap((name) => idsOf(many(2, name.toLowerCase())));
  sameList(idsOf(stream), expected, 'in the order of the versions that were told', {
    message: 'Every batch must be in the stream once and in one piece, where its caller was told that it is.',
    input,
  });
  names.forEach((name) => {
    const at = stream.findIndex(({ id }) => id === `${name.toLowerCase()}2`) + 1;
    const told = versionOf(results[name]?.value);
    ok(told === at, {
      message: 'Each caller must get the version of its own last event.',
      input,
      expected: `${name}: version ${at}`,
      actual: `${name}: version ${told}`,
    });
  });
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
