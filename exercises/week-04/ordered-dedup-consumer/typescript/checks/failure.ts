import { DbError, connectionReset, everyFault, ok } from 'codealong/checkkit';
import { committedIs, onceEach, releaseAll } from './expect';
import { Thrown, type Member } from './member';
import { World, type Sent } from './world';

const failures: [string, () => unknown][] = [
  ['rejects', () => new Error('no milk')],
  ['throws', () => new Thrown(new Error('no milk'))],
  ['rejects with code 23505 of its own', () => new DbError('23505')],
  ['rejects with undefined', () => new Thrown(undefined)],
];

export async function failureBlocksItsKey(): Promise<void> {
  for (const [what, error] of failures) await othersGoOn(what, error);
  for (const error of [() => new DbError('40001'), () => new DbError('40P01'), connectionReset])
    await fromTheDatabase(error);
  await moreThanSlots();
  await withoutEnd();
  await repeatedBehindAFailure();
}

async function othersGoOn(what: string, error: () => unknown): Promise<void> {
  const world = new World();
  const keys = ['bad', 'bad', ...Array.from({ length: 12 }, (_, n) => `order-${n}`)];
  const sent: Sent[] = keys.map((key, offset) => ({ offset, key }));
  world.put(...sent);
  const member = await world.join({ concurrency: 1 });
  member.fails = ({ offset }, attempt) => (offset === 0 && attempt <= 3 ? error() : undefined);
  await member.feed();
  const input = `concurrency 1, retryMs 100; offset 0 of key 'bad' ${what} three times, offset 1 has the same key, 12 others have their own`;
  const waiting = sent.slice(2).filter(({ offset }) => !world.counts.has(`m0-${offset}`)).length;
  ok(waiting === 0, {
    message: `Key 'bad' failed and ${waiting} of 12 other keys wait.`,
    input,
    expected: '12 others have had their effect',
    actual: `${sent.length - 2 - waiting}`,
  });
  committedIs(world, undefined, input);
  for (let attempt = 1; attempt <= 3; attempt++) await nextTry(world, member, attempt, input);
  member.mustBeFine(input);
  onceEach(world, sent, input);
  committedIs(world, 14, input);
  noTimerLeft(world, input);
}

/** Nothing before `retryMs`, and a try at `retryMs`. */
async function nextTry(world: World, member: Member, before: number, input: string): Promise<void> {
  const tries = (): number => member.begun.filter(({ message }) => message.offset === 0).length;
  for (const [ms, expected] of [
    [99, before],
    [1, before + 1],
  ] as const) {
    await world.clock.advance(ms);
    await world.settled();
    ok(tries() === expected, {
      message: `${ms === 99 ? 99 : 100} ms after failed try ${before}, offset 0 was given to handle ${tries()} times in all.`,
      input,
      expected: `${expected}`,
      actual: `${tries()}`,
    });
  }
}

/** One call on the database fails, each in its turn. */
async function fromTheDatabase(errorOf: () => Error): Promise<void> {
  await everyFault(
    'glitch',
    async (process) => {
      const world = new World(1);
      const sent = [
        { offset: 0, key: 'a' },
        { offset: 1, key: 'a' },
      ];
      world.put(...sent);
      const member = await world.join({}, process, {});
      await member.feed();
      await world.clock.advance(100);
      await world.settled();
      const input = `offsets 0 and 1 of key 'a'; ${process.story}, with ${errorOf().message}; 100 ms pass`;
      member.mustBeFine(input);
      onceEach(world, sent, input);
      committedIs(world, 2, input);
    },
    { limit: 60, errorOf },
  );
}

async function moreThanSlots(): Promise<void> {
  const world = new World();
  const sent: Sent[] = Array.from({ length: 7 }, (_, offset) => ({ offset, key: `order-${offset}` }));
  world.put(...sent);
  const member = await world.join({ concurrency: 2 });
  member.fails = ({ offset = 0 }, attempt) => (offset < 5 && attempt <= 2 ? new Error('no milk') : undefined);
  await member.feed();
  const input = 'concurrency 2; five keys fail twice, two others do not';
  ok(world.counts.size === 2, {
    message: `Five keys failed and ${2 - world.counts.size} of 2 others wait.`,
    input,
    expected: '2 have had their effect',
    actual: `${world.counts.size}`,
  });
  member.holds = () => true;
  await world.clock.advance(100);
  await world.settled();
  const due = `${input}; 100 ms pass, and no handler ends`;
  ok(member.open === 2, {
    message: `Five retries are due, and ${member.open} transactions are under way; concurrency is 2.`,
    input: due,
    expected: '2: the others wait for a slot',
    actual: `${member.open}`,
  });
  member.holds = () => false;
  await releaseAll(member);
  await world.clock.advance(100);
  await world.settled();
  const later = `${due}; then they end, and 100 ms pass`;
  member.mustBeFine(later);
  onceEach(world, sent, later);
  committedIs(world, 7, later);
}

async function withoutEnd(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'bad' });
  const member = await world.join();
  member.fails = (_, attempt) => (attempt <= 29 ? new Error('no milk') : undefined);
  await member.feed();
  const input = 'one message fails 29 times, then succeeds; 29 × 100 ms pass';
  await world.clock.advance(2_900);
  await world.settled();
  ok(member.begun.length === 30, {
    message: `After 29 failures, 100 ms apart, handle was called ${member.begun.length} times.`,
    input,
    expected: '30',
    actual: `${member.begun.length}`,
  });
  onceEach(world, [{ offset: 0, key: 'bad' }], input);
  committedIs(world, 1, input);
  noTimerLeft(world, input);
}

/** A try that failed is not known. */
async function repeatedBehindAFailure(): Promise<void> {
  const world = new World();
  const sent = [0, 1, 2].map((offset) => ({ offset, key: 'k', id: 'x' }));
  world.put(...sent);
  const member = await world.join();
  member.fails = (_, attempt) => (attempt <= 2 ? new Error('no milk') : undefined);
  await member.feed();
  await world.clock.advance(200);
  await world.settled();
  const input =
    "offsets 0, 1 and 2 have the same key and id 'x'; offset 0 fails twice, then succeeds; 200 ms pass";
  onceEach(world, sent, input);
  committedIs(world, 3, input);
}

function noTimerLeft(world: World, input: string): void {
  const count = world.clock.pending();
  ok(count === 0, {
    message: `Everything is finished and committed, and ${count} timer(s) wait.`,
    input,
    expected: '0 timers',
    actual: `${count}`,
  });
}
