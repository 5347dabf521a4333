import { everyFault, ok, show } from 'codealong/checkkit';
import { committedIs, onceEach } from './expect';
import { idOf, listed, World, type Sent } from './world';

export async function skipsKnownMessages(): Promise<void> {
  await laterAndElsewhere();
  await idsAreComparedExactly();
  for (const concurrency of [1, 8]) await withoutAKey(concurrency);
}

async function laterAndElsewhere(): Promise<void> {
  const world = new World();
  const x = { key: 'k', id: 'x' };
  const first: Sent[] = [
    { offset: 0, ...x },
    { offset: 1, ...x },
    { offset: 2, key: 'k' },
    { offset: 3, ...x },
  ];
  world.put(...first);
  const member = await world.join();
  await member.feed();
  const input = `one batch: ${listed(first)}`;
  onceEach(world, first, input);
  committedIs(world, 4, input);
  for (let offset = 4; offset < 7; offset++) {
    world.put({ offset, ...x });
    await member.feed();
  }
  const more = `${input}; then offsets 4, 5 and 6 with id 'x', each in a batch of its own`;
  onceEach(world, first, more);
  committedIs(world, 7, more);
  const calls = member.begun.filter(({ message }) => idOf(message) === 'x').length;
  ok(calls === 1, {
    message: `Message 'x' was given to handle ${calls} times, one after the other.`,
    input: more,
    expected: '1 call of handle',
    actual: `${calls}`,
  });
  let current = member;
  for (let restart = 1; restart <= 3; restart++) {
    await world.kill(current);
    current = await world.join();
    world.put({ offset: 6 + restart, ...x });
    await current.feed();
    const again = `${more}; then ${restart} restart(s), each followed by id 'x' at a new offset`;
    onceEach(world, first, again);
    committedIs(world, 7 + restart, again);
  }
}

async function idsAreComparedExactly(): Promise<void> {
  const world = new World();
  const ids = ['x', ' x', 'x ', 'X', '__proto__', 'constructor', ''];
  const sent = [...ids, ...ids].map((id, offset) => ({ offset, key: 'k', id }));
  world.put(...sent);
  const member = await world.join();
  await member.feed();
  const input = `one key, the ids ${ids.map(show).join(', ')}, and all of them again`;
  onceEach(world, sent, input);
  committedIs(world, 14, input);
}

/** They may run at the same time. Whoever comes too late may have to be tried again. */
async function withoutAKey(concurrency: number): Promise<void> {
  const world = new World();
  const sent = Array.from({ length: 6 }, (_, offset) => ({ offset, key: null, id: offset % 2 ? 'x' : 'y' }));
  world.put(...sent);
  const member = await world.join({ concurrency });
  await member.feed();
  await world.clock.advance(1_000);
  const input = `six messages without key, ids y x y x y x, concurrency ${concurrency}; then a second passes`;
  onceEach(world, sent, input);
  committedIs(world, 6, input);
}

/** It dies at any point, and another instance gets whatever is not committed. */
export async function crashLosesAndDoublesNothing(): Promise<void> {
  const keys: [number, string | null][] = [
    [0, 'a'],
    [1, 'b'],
    [2, 'a'],
    [4, null],
    [5, 'b'],
    [6, 'c'],
  ];
  const sent: Sent[] = keys.map(([offset, key]) => ({ offset, key }));
  await everyFault(
    'crash',
    async (process) => {
      const world = new World(1);
      world.put(...sent);
      const one = await world.join({ concurrency: 3 }, process);
      await process.ending(() => one.feed());
      await world.settled();
      const input = `concurrency 3, ${listed(sent)}; ${process.story}`;
      one.mustBeFine(input);
      if (!process.struck) return;
      const other = await world.join({ concurrency: 3 });
      await other.feed();
      await world.clock.advance(300);
      const after = `${input}; then a new instance`;
      other.mustBeFine(after);
      onceEach(world, sent, after);
      committedIs(world, 7, after);
    },
    { limit: 120 },
  );
}
