import {
  everyInterleaving,
  fail,
  outcomeOf,
  watch,
  show,
  type Outcome,
  type Schedule,
} from 'codealong/checkkit';
import type { Inventory } from '../reference/internal/inventory/reservation';
import { World } from './world';

/** A client of a race: a name and what it does on its instance. */
export type Client<T> = readonly [name: string, call: (on: Inventory, world: World) => Promise<T>];

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
  const outcomes = await (it.oneInstance ? onOne(it, world, schedule) : onOneEach(it, world, schedule));
  const input = `${it.story}; ${it.oneInstance ? 'one instance' : `an instance each${inOrder(schedule)}`}`;
  world.expectLimits(input);
  await it.judge(outcomes, world, input);
}

function inOrder({ order }: Schedule): string {
  return order === '' ? '' : `; order of database calls: ${order}`;
}

/**
 * Each of two clients stops before each of its calls to the database, one in each run, and goes on when the other one has ended
 * or waits for it. What a client has read is then as old as it can be when it acts on it.
 */
export async function interrupts<T>(it: Race<T>): Promise<void> {
  const [one, other] = it.clients as readonly [Client<T>, Client<T>];
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    for (let at = 1; at <= mostStops && (await interrupt(it, first, second, at)); at++);
  }
}

/** More calls than one transaction with its retries takes. */
const mostStops = 40;

/** Resolves to whether the first client made so many calls. */
async function interrupt<T>(it: Race<T>, first: Client<T>, second: Client<T>, at: number): Promise<boolean> {
  const world = await it.world();
  const elsewhere = world.open();
  let where = '';
  let goOn = (): void => undefined;
  const on = world.open({
    before({ number, name, keys }) {
      if (number !== at) return;
      where = `${first[0]} stops before its step ${at}, ${[name, ...keys].join(' ')}, until ${second[0]} has ended or waits for it`;
      return new Promise<void>((resolve) => (goOn = resolve));
    },
  });
  const stopped = watch(outcomeOf(() => first[1](on, world)));
  await world.goOn(() => where !== '' || stopped.state !== 'pending');
  if (where === '') return stopped.state === 'pending' && world.neverEnds(it.story);
  const meanwhile = watch(outcomeOf(() => second[1](elsewhere, world)));
  await world.goOn(() => meanwhile.state !== 'pending');
  goOn();
  await world.goOn(() => meanwhile.state !== 'pending' && stopped.state !== 'pending');
  const input = `${it.story}; ${where}`;
  world.expectLimits(input);
  await it.judge(
    new Map([
      [first[0], stopped.value ?? world.neverEnds(input)],
      [second[0], meanwhile.value ?? world.neverEnds(input)],
    ]),
    world,
    input,
  );
  return true;
}

async function onOneEach<T>(it: Race<T>, world: World, schedule: Schedule): Promise<Map<string, Outcome<T>>> {
  const clients = it.clients.map(([name, call]) => {
    const on = world.open(schedule.gate(name));
    return [name, () => outcomeOf(() => call(on, world))] as const;
  });
  const results = await schedule.race(Object.fromEntries(clients), world.clock);
  return new Map(it.clients.map(([name]) => [name, results[name]?.value ?? noOutcome(name)]));
}

/** Each call to the database that is under way is one that may be next. */
async function onOne<T>(it: Race<T>, world: World, schedule: Schedule): Promise<Map<string, Outcome<T>>> {
  const on = world.open(schedule.gate('shop'));
  const shop = (): Promise<Outcome<T>[]> =>
    Promise.all(it.clients.map(([, call]) => outcomeOf(() => call(on, world))));
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
