import { ok, seededRng } from 'codealong/checkkit';
import { onceEach, releaseAll, runningAre } from './expect';
import { listed, World, type Sent } from './world';

export async function handsOverEachMessage(): Promise<void> {
  const world = new World();
  const sent = Array.from({ length: 13 }, (_, offset) => ({ offset, key: `order-${offset}` }));
  world.put(...sent);
  const member = await world.join();
  const input = 'onAssign; then onRecords with 1 message, with none, and with 12, each with a key of its own';
  member.hand(await member.fetch(1));
  member.consumer.onRecords(0, []);
  member.hand(await member.fetch());
  await world.settled();
  const { begun, received } = member;
  ok(begun.length === 13, {
    message: `${begun.length} of 13 messages were handed over.`,
    input,
    expected: '13 calls of handle',
    actual: `${begun.length}`,
  });
  const copied = begun.find(({ message }) => !received.includes(message));
  ok(!copied, {
    message: `Offset ${copied?.message.offset} was given to handle as a different object from the one that onRecords got.`,
    input,
    expected: 'the same object',
    actual: 'a copy',
  });
  const outside = begun.find(
    ({ message }) => !member.transactions.some(({ messages }) => messages.includes(message)),
  );
  ok(!outside, {
    message: `The tx that handle got with offset ${outside?.message.offset} is not that of a transaction.`,
    input,
    expected: 'the tx that db.transaction passes to its function',
    actual: 'another object',
  });
  onceEach(world, sent, `${input}; handle writes a row through tx`);
  ok(world.db.open === 0, {
    message: `${world.db.open} transactions are still open.`,
    input,
    expected: 'none',
    actual: `${world.db.open}`,
  });
}

export async function keepsOrderPerKey(): Promise<void> {
  await waitsForTheOneBefore();
  await waitsForTheCommit();
  for (let seed = 1; seed <= 3; seed++) await inAnyOrder(seed);
}

async function waitsForTheOneBefore(): Promise<void> {
  const world = new World();
  const sent: Sent[] = ['a', '', 'a', '', 'a', ''].map((key, offset) => ({ offset, key }));
  world.put(...sent);
  const member = await world.join();
  member.holds = () => true;
  await member.feed();
  const input = `offsets and keys ${listed(sent)}; handlers end one after the other`;
  await releaseAll(
    member,
    (count) => count - 1,
    () => member.mustBeFine(input, ['order']),
  );
  member.mustBeFine(input, ['order']);
  onceEach(world, sent, input);
}

/** A message that comes when `handle` has ended, and the transaction has not. */
async function waitsForTheCommit(): Promise<void> {
  const world = new World();
  world.put({ offset: 0, key: 'a' }, { offset: 1, key: 'a' });
  const member = await world.join();
  let commit = (): void => undefined;
  member.beforeCall = (name, { messages }) =>
    name === 'commit' && messages.some(({ offset }) => offset === 0)
      ? new Promise<void>((resolve) => (commit = resolve))
      : undefined;
  await member.feed(2);
  const input =
    "offsets 0 and 1 with key 'a', then 2 and 3; the commit of offset 0's transaction takes its time";
  world.put({ offset: 2, key: 'a' }, { offset: 3, key: 'a' });
  await member.feed();
  member.mustBeFine(input, ['order']);
  commit();
  await world.settled();
  member.mustBeFine(input, ['order']);
  onceEach(
    world,
    [0, 1, 2, 3].map((offset) => ({ offset, key: 'a' })),
    input,
  );
}

async function inAnyOrder(seed: number): Promise<void> {
  const random = seededRng(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const world = new World();
  const sent = Array.from({ length: 48 }, (_, n) => ({
    partition: n % 2,
    offset: Math.floor(n / 2),
    key: ['a', 'b', 'A', '', 'constructor'][pick(5)] ?? '',
  }));
  world.put(...sent);
  const member = await world.join();
  member.holds = () => true;
  await member.feed(7);
  const input = `48 messages in two partitions with the keys 'a', 'b', 'A', '' and 'constructor'; handlers end in random order, seed ${seed}`;
  await releaseAll(member, pick);
  member.mustBeFine(input, ['order']);
  onceEach(world, sent, input);
}

export async function keysOverlap(): Promise<void> {
  const world = new World();
  const keys = ['a', 'b', 'c', 'd', 'e', 'A', null, null, null, '', 'null'];
  const sent: Sent[] = keys.map((key, offset) => ({ offset, key }));
  sent.push({ partition: 1, offset: 0, key: 'a' }, { partition: 2, offset: 0, key: 'a' });
  world.put(...sent);
  const member = await world.join({ concurrency: 13 });
  member.holds = () => true;
  await member.feed();
  const { running } = member;
  const waiting = sent.filter(({ partition = 0, offset }) => !running.includes(`${partition}/${offset}`));
  const input = `13 messages, concurrency 13, no handler ends: ${listed(sent)}`;
  ok(waiting.length === 0, {
    message: `${running.length} of 13 messages run; ${listed(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'}.`,
    input,
    expected: '13 run: different keys and partitions, and messages without a key',
    actual: `${running.length}`,
  });
  await releaseAll(member);
  onceEach(world, sent, input);
  await besideASlowKey();
}

async function besideASlowKey(): Promise<void> {
  const world = new World();
  const sent: Sent[] = Array.from({ length: 15 }, (_, offset) => ({
    offset,
    key: offset < 3 ? 'slow' : `order-${offset}`,
  }));
  world.put(...sent);
  const member = await world.join({ concurrency: 2 });
  member.holds = () => true;
  await member.feed();
  const input = `concurrency 2, ${listed(sent)}; offset 0 does not end, the others end one by one`;
  for (let offset = 3; offset < 15; offset++) {
    const { running } = member;
    ok(running.length === 2 && running.includes('0/0'), {
      message: `${running.length} of 2 slots is used, although ${15 - offset} messages may begin.`,
      input,
      expected: 'offset 0 and one other run',
      actual: `running: ${running.join(', ') || 'none'}`,
    });
    const other = running.find((one) => one !== '0/0') ?? '';
    await member.release(Number(other.split('/')[1]));
  }
  runningAre(member, ['0/0'], "Key 'slow' has one that runs; those behind it have to wait.", input);
  await releaseAll(member);
  member.mustBeFine(input, ['order']);
  onceEach(world, sent, input);
}

export async function respectsConcurrency(): Promise<void> {
  for (const concurrency of [1, 2, 5]) {
    await slots(concurrency, false);
    await slots(concurrency, true);
  }
}

/** With `slowCommits`, handlers end at once, and the commits of their transactions wait. */
async function slots(concurrency: number, slowCommits: boolean): Promise<void> {
  const world = new World();
  const sent = Array.from({ length: 15 }, (_, n) => ({
    partition: n % 3,
    offset: Math.floor(n / 3),
    key: `order-${n}`,
  }));
  world.put(...sent);
  const member = await world.join({ concurrency });
  const commits: (() => void)[] = [];
  member.holds = () => !slowCommits;
  if (slowCommits)
    member.beforeCall = (name, { messages }) =>
      name === 'commit' && messages.length > 0
        ? new Promise<void>((resolve) => void commits.push(resolve))
        : undefined;
  await member.feed();
  const what = slowCommits
    ? 'handlers end at once, the commits of their transactions one by one'
    : 'handlers end one by one';
  const input = `concurrency ${concurrency}, 15 messages with 15 keys in three partitions; ${what}`;
  for (let left = 15; left > 0; left--) {
    const expected = Math.min(concurrency, left);
    const most = Math.max(member.peak, member.open);
    ok(most <= concurrency, {
      message: `${most} transactions are under way, concurrency is ${concurrency}.`,
      input,
      expected: `at most ${concurrency}`,
      actual: `${most}`,
    });
    ok(member.open === expected, {
      message: `${member.open} transactions are under way, and ${left} messages are not finished.`,
      input,
      expected: `${expected}`,
      actual: `${member.open}`,
    });
    if (slowCommits) commits.shift()?.();
    else {
      const [partition, offset] = (member.running[0] ?? '').split('/').map(Number);
      await member.release(offset ?? 0, partition);
    }
    await world.settled();
  }
  onceEach(world, sent, input);
}
