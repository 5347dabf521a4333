import {
  equal,
  everyInterleaving,
  fail,
  outcomeOf,
  settle,
  watch,
  type Gate,
  type Watched,
} from 'codealong/checkkit';
import { isA } from './calls';
import { crashAt } from './log-trouble';
import type { Plan } from './plan';
import { endOf, World } from './world';

export async function takenOver(): Promise<void> {
  const steps = ['s0', 's1', 's2', 's3'];
  // A waits between two attempts.
  await whileWaiting({ steps, plays: { s1: 'before ok' } }, 'completed');
  await whileWaiting({ steps, plays: { s1: 'before refuse' } }, 'compensated');
  await whileWaiting({ steps, plays: { s3: 'refuse', 'undo-s1': 'before ok' } }, 'compensated');
  await onOneInstance();
  // A hangs in a call.
  for (const hangs of ['s1', 's3'])
    for (const moment of ['before', 'after'] as const) {
      await whileHanging({ steps }, hangs, moment, 'completed');
      await whileHanging(
        { steps, plays: { s3: hangs === 's3' ? 'ok refuse' : 'refuse' } },
        hangs,
        moment,
        'compensated',
      );
    }
  await whileHanging({ steps, plays: { s3: 'refuse' } }, 'undo-s1', 'before', 'compensated');
  // A has read the log, and is slow.
  await whileSlow({ steps }, 'completed');
  await whileSlow({ steps, plays: { s3: 'refuse' } }, 'compensated');
  await races();
}

/** `start` begins A up to where it waits; B resumes and ends the saga; then A goes on. */
async function takesOver(
  world: World,
  input: string,
  outcome: string,
  start: () => Promise<unknown>,
  release: () => Promise<void>,
): Promise<void> {
  const running = watch(start());
  await settle();
  const second = watch(world.open().resume());
  await settle();
  const where = `${input}; meanwhile B resumes and ends the saga; then A goes on`;
  if (second.value !== outcome)
    fail({
      message: 'Process B did not end the saga.',
      input: where,
      expected: outcome,
      actual: describe(second),
    });
  const from = world.calls.length;
  await release();
  await world.idle();
  if (world.trace(from))
    fail({
      message: `Process B had taken over, and A called ${world.trace(from)}.`,
      input: where,
      expected: 'no more calls',
      actual: world.trace(from),
    });
  if (running.state !== 'rejected' || !isA({ status: 'threw', error: running.error }, 'LogConflictError'))
    fail({
      message: 'Process B had taken over, and A did not say so.',
      input: where,
      expected: 'A rejects with LogConflictError',
      actual: `A: ${describe(running)}`,
    });
}

function describe({ state, value, error }: Watched<unknown>): string {
  if (state === 'pending') return 'it is still waiting';
  return endOf(state === 'rejected' ? { status: 'threw', error } : { status: 'returned', value });
}

async function whileWaiting(plan: Plan, outcome: string): Promise<void> {
  const world = new World(plan);
  const name = world.open();
  await takesOver(
    world,
    `${world.story}; A runs and waits before a second attempt`,
    outcome,
    () => name.run({}),
    () => world.clock.advance(1_000),
  );
}

/** It is resumed while its `run` waits. Either may be the one that goes on. */
async function onOneInstance(): Promise<void> {
  const world = new World({ steps: ['s0', 's1', 's2', 's3'], plays: { s1: 'before ok' } });
  const saga = world.open();
  const running = watch(outcomeOf(() => saga.run({})));
  await settle();
  const resumed = watch(outcomeOf(() => saga.resume()));
  await world.idle();
  const input = `${world.story}; one Saga runs, and is resumed while it waits before a second attempt`;
  world.expectCalls('s0 s1 s1 s2 s3', input, 0, 'Two calls of one Saga went on with the saga. ');
  const isCompleted = [running, resumed].some(
    ({ value }) => value?.status === 'returned' && value.value === 'completed',
  );
  equal(isCompleted, true, { message: 'Neither run nor resume completed the saga.', input });
}

/** Holds the first operation on this key until it is released. */
function holdsAt(name: string, moment: 'before' | 'after'): { gate: Gate; release: () => Promise<void> } {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  let isFirst = true;
  const hold = (at: string, keys: readonly string[]): Promise<void> | void => {
    if (at !== moment || !keys[0]?.startsWith(name) || !isFirst) return;
    isFirst = false;
    return held;
  };
  return {
    gate: { before: ({ keys }) => hold('before', keys), after: ({ keys }) => hold('after', keys) },
    release: async () => {
      go();
      await settle();
    },
  };
}

async function whileHanging(
  plan: Plan,
  name: string,
  moment: 'before' | 'after',
  outcome: string,
): Promise<void> {
  const world = new World(plan);
  const { gate, release } = holdsAt(name, moment);
  const when = moment === 'before' ? 'before it took effect' : 'after it took effect';
  await takesOver(
    world,
    `${world.story}; A runs and hangs in the call of ${name}, ${when}`,
    outcome,
    () => world.open(gate).run({}),
    release,
  );
}

async function whileSlow(plan: Plan, outcome: string): Promise<void> {
  const world = new World(plan);
  await crashAt(world, 's1', 'after');
  const { gate, release } = holdsAt('log of', 'after');
  await takesOver(
    world,
    `${world.story}; a crash in the call of s1; A resumes, has read the log and is slow`,
    outcome,
    () => world.open(gate).resume(),
    release,
  );
}

/** Processes that resume one saga at the same time. The service that refuses the one would serve the other. */
async function races(): Promise<void> {
  const forward = { plan: { steps: ['s0', 's1', 's2'] }, crash: 's1' };
  const torn = { plan: { ...forward.plan, plays: { s2: 'refuse ok' } }, crash: 's2' };
  for (const scenario of [forward, torn]) {
    await race(scenario, 'AB', { limit: 400, samples: 0 });
    await race(scenario, 'ABCDE', { limit: 10, samples: 30 });
  }
}

async function race(
  { plan, crash }: { plan: Plan; crash: string },
  names: string,
  options: { limit: number; samples: number },
): Promise<void> {
  await everyInterleaving(async (schedule) => {
    const world = new World(plan);
    await crashAt(world, crash, 'before');
    const clients = Object.fromEntries(
      [...names].map((name) => [name, () => world.open(schedule.gate(name)).resume()]),
    );
    const results = await schedule.race(clients, world.clock);
    agree(
      world,
      results,
      `${world.story}; a crash in the call of ${crash}; ${[...names].join(', ')} resume at once; order of operations: ${schedule.order}`,
    );
  }, options);
}

function agree(world: World, results: Record<string, Watched<string>>, input: string): void {
  const actual = Object.entries(results)
    .map(([name, result]) => `${name}: ${describe(result)}`)
    .join(', ');
  if (world.seen.afterConflict)
    fail({
      message: `The log had told a process that another one goes on, and it called ${world.seen.afterConflict}.`,
      input,
      expected: 'no more calls',
      actual,
    });
  const outcomes = new Set<string>();
  for (const result of Object.values(results)) {
    if (result.state === 'fulfilled') outcomes.add(result.value!);
    else if (!isA({ status: 'threw', error: result.error }, 'LogConflictError'))
      fail({
        message: 'A process did not end as expected.',
        input,
        expected: 'an outcome or LogConflictError',
        actual,
      });
  }
  if (outcomes.size !== 1)
    fail({
      message: `The processes that went on came to ${outcomes.size} different ends.`,
      input,
      expected: 'one end',
      actual,
    });
  const isDone = outcomes.has('completed');
  const left = balanceOf(world.services.effects);
  if (left.join(' ') !== (isDone ? 's0 s1 s2' : ''))
    fail({
      message: `The saga ended ${[...outcomes].join()}, and these effects are left: ${left.join(' ') || 'none'}.`,
      input,
      expected: isDone ? 's0 s1 s2' : 'none',
      actual: `${world.services.effects.join(' ')}; ${actual}`,
    });
}

const balanceOf = (effects: readonly string[]): string[] =>
  effects.flatMap((one) =>
    one.startsWith('+') && !effects.includes(`-${one.slice(1)}`) ? [one.slice(1)] : [],
  );
