import { everyInterleaving, fail, outcomeOf, show, type Outcome, type Schedule } from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { World } from './world';

/** A client of a race: a name and what it does on its instance. */
export type Client<T> = readonly [name: string, call: (on: Inventory) => Promise<T>];

export interface Race<T> {
  /** The stock at the beginning, and what has been done to it. */
  readonly world: () => World | Promise<World>;
  readonly clients: readonly Client<T>[];
  /** In words, for findings. */
  readonly story: string;
  /** All on one instance. */
  readonly oneInstance?: boolean;
  readonly judge: (
    outcomes: ReadonlyMap<string, Outcome<T>>,
    world: World,
    input: string,
  ) => Promise<void> | void;
}

/** Every order of calls to the database while there are at most `limit`; above that also `samples`. Rule 2 is looked at after each. */
export async function race<T>(
  it: Race<T>,
  options: { limit?: number; samples?: number } = {},
): Promise<void> {
  await everyInterleaving((schedule) => run(it, schedule), { limit: 50, samples: 30, ...options });
}

/** A few orders for five clients and more: there are too many to try them all. */
export const some = { limit: 2, samples: 14 };

async function run<T>(it: Race<T>, schedule: Schedule): Promise<void> {
  const world = await it.world();
  const where = it.oneInstance ? 'one instance' : 'an instance each';
  const story = `${it.story}; ${where}`;
  const outcomes = await (it.oneInstance ? onOne(it, world, schedule) : onOneEach(it, world, schedule));
  const input = `${story}; order of database calls: ${schedule.order}`;
  world.expectLimits(input);
  await it.judge(outcomes, world, input);
}

async function onOneEach<T>(it: Race<T>, world: World, schedule: Schedule): Promise<Map<string, Outcome<T>>> {
  const clients = it.clients.map(([name, call]) => {
    const on = world.open(schedule.gate(name));
    return [name, () => outcomeOf(() => call(on))] as const;
  });
  const results = await schedule.race(Object.fromEntries(clients), world.clock);
  return new Map(it.clients.map(([name]) => [name, results[name]?.value ?? noOutcome(name)]));
}

/** Each call to the database that is under way is one that may be next. */
async function onOne<T>(it: Race<T>, world: World, schedule: Schedule): Promise<Map<string, Outcome<T>>> {
  const on = world.open(schedule.gate('shop'));
  const shop = (): Promise<Outcome<T>[]> =>
    Promise.all(it.clients.map(([, call]) => outcomeOf(() => call(on))));
  const results = await schedule.race({ shop }, world.clock);
  return new Map(it.clients.map(([name], at) => [name, results['shop']?.value?.[at] ?? noOutcome(name)]));
}

function noOutcome(name: string): never {
  return fail({ message: `Client ${show(name)} has no outcome.` });
}

const conflicts: unknown[] = ['40001', '40P01'];

/** Whether the database refused it because of somebody else's transaction. */
export function isConflict(outcome: Outcome<unknown>): boolean {
  return outcome.status === 'threw' && conflicts.includes((outcome.error as { code?: unknown } | null)?.code);
}
