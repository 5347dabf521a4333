import {
  describeError,
  everyInterleaving,
  fail,
  ok,
  outcomeOf,
  type Outcome,
  type Schedule,
} from 'codealong/checkkit';
import { modelOf } from './board';
import { drain, listOf, reachedBy, sameRows } from './expect';
import { World } from './world';

export async function twoRunnersOneResult(): Promise<void> {
  await tried({ events: 1, limits: [100, 100] }, { limit: 6, samples: 14 });
  await tried({ events: 7, applied: 2, limits: [2, 3] }, { limit: 2, samples: 12 });
  await tried({ events: 12, limits: [100, 5, 3, 2, 1] }, { limit: 1, samples: 6 });
  await tried({ events: 12, limits: [100, 5, 3, 2, 1], isOne: true }, { limit: 1, samples: 6 });
}

interface Race {
  events: number;
  /** How many of them are applied before; at 0 the database is empty. */
  applied?: number;
  /** What each runner calls `runOnce` with. */
  limits: readonly number[];
  /** Whether all of them are calls on one instance. */
  isOne?: boolean;
}

async function tried(race: Race, orders: { limit: number; samples: number }): Promise<void> {
  await everyInterleaving((schedule) => runRace(schedule, race), orders);
}

async function runRace(
  schedule: Schedule,
  { events, applied = 0, limits, isOne = false }: Race,
): Promise<void> {
  const world = new World(events);
  if (applied > 0) await world.runner().runOnce(applied);
  const outcomes = isOne ? await onOne(world, schedule, limits) : await onTheirOwn(world, schedule, limits);
  const calls = limits.map((limit) => `runOnce(${limit})`).join(', ');
  const before = applied > 0 ? `${applied} of them applied` : 'an empty database';
  const input = `${events} events, ${before}; ${calls} at the same time, ${isOne ? 'on one instance' : 'on instances of their own'}; order of the calls to the database and the log: ${schedule.order}`;
  await oneResult(world, applied, outcomes, input);
}

async function onTheirOwn(
  world: World,
  schedule: Schedule,
  limits: readonly number[],
): Promise<Outcome<number>[]> {
  const clients = limits.map((limit, at) => {
    const name = 'ABCDE'[at] ?? '';
    const runner = world.runner(schedule.gate(name));
    return [name, () => outcomeOf(() => runner.runOnce(limit))] as const;
  });
  const ended = await schedule.race(Object.fromEntries(clients));
  return Object.values(ended).flatMap(({ value }) => value ?? []);
}

async function onOne(
  world: World,
  schedule: Schedule,
  limits: readonly number[],
): Promise<Outcome<number>[]> {
  const runner = world.runner(schedule.gate('A'));
  const all = () => Promise.all(limits.map((limit) => outcomeOf(() => runner.runOnce(limit))));
  return (await schedule.race({ A: all })).A?.value ?? [];
}

/** Nobody rejects, somebody gets on, each event is counted once, and the results add up. */
async function oneResult(
  world: World,
  applied: number,
  outcomes: readonly Outcome<number>[],
  input: string,
): Promise<void> {
  const moved = outcomes.map((outcome) =>
    outcome.status === 'returned' ? outcome.value : fail(rejection(outcome.error, input)),
  );
  const list = await listOf(world.runner(), input);
  const counted = list.flatMap(({ row }) => row.counted);
  const twice = counted.find((one, at) => counted.indexOf(one) < at);
  const message = twice ? `Event ${twice} was counted twice.` : 'The rows are not those of the first events.';
  const reached = reachedBy(list, world.log.all, { message, input });
  ok(reached > applied, {
    message: 'No runner made progress.',
    input,
    expected: `rows of at least ${applied + 1} events`,
    actual: `rows of ${reached}`,
  });
  const sum = moved.reduce((one, other) => one + other, 0);
  ok(applied + sum === reached, {
    message: 'The results of runOnce do not add up to the position that was reached.',
    input,
    expected: `${reached - applied} in all`,
    actual: `${moved.join(' + ')} = ${sum}`,
  });
  await drain(world.runner(), undefined, `${input}; then one runner alone`);
  sameRows(await listOf(world.runner(), input), modelOf(world.log.all).rows, {
    message: 'After the race one runner alone does not get to the right rows.',
    input,
  });
}

function rejection(error: unknown, input: string) {
  const code = (error as { code?: unknown } | null)?.code;
  const isFaster = ['40001', '40P01', '23505'].includes(String(code));
  return {
    message: isFaster
      ? `runOnce rejects with ${String(code)}: another runner was faster.`
      : 'runOnce rejects, and nothing was wrong but that others run too.',
    input,
    expected: 'it retries, or resolves to 0',
    actual: `it rejects with ${describeError(error)}`,
  };
}
