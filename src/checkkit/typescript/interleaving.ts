import { fail } from './expect';
import type { Gate } from './gate';
import { idle } from './idle';
import type { ManualClock } from './manual-clock';
import { seededRng } from './seeded-rng';
import { settle, watch, type Watched } from './settle';

/** More turns than any client takes that will ever be done. */
const mostTurns = 20_000;

/** Picks which of `count` waiting clients goes on (0 … count-1). */
type Choose = (count: number) => number;

/** One run of a scenario under one order of events. */
export class Schedule {
  readonly #choose: Choose;
  readonly #waiting: { client: string; resume: () => void }[] = [];
  readonly #order: string[] = [];
  #noticed = (): void => undefined;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** The order in which clients went on, for example `A A B`: what a finding shows as its input. */
  get order(): string {
    return this.#order.join(' ');
  }

  /** Waits for the client's turn. */
  turn(client: string): Promise<void> {
    return new Promise((resume) => {
      this.#waiting.push({ client, resume });
      this.#noticed();
    });
  }

  /** A gate that makes every operation on a double a turn of this client. */
  gate(client: string): Gate {
    return { before: () => this.turn(client) };
  }

  /**
   * Starts every client and lets them go on one step at a time until all have ended. With a clock, time moves on when no client
   * waits for its turn. Fails when one never ends.
   */
  async race<T>(
    clients: Record<string, () => Promise<T>>,
    clock?: ManualClock,
  ): Promise<Record<string, Watched<T>>> {
    const results = Object.fromEntries(
      Object.entries(clients).map(([name, start]) => [
        name,
        watch(
          Promise.resolve()
            .then(start)
            .finally(() => this.#noticed()),
        ),
      ]),
    );
    const isUnderWay = (): boolean => Object.values(results).some(({ state }) => state === 'pending');
    do await this.#takeTurns(results);
    while (isUnderWay() && (await clock?.advanceToNext()));
    for (const [name, result] of Object.entries(results)) {
      if (result.state === 'pending') {
        fail({
          message: `Client ${name} never finishes.`,
          input: `order of store operations: ${this.order}`,
        });
      }
    }
    return results;
  }

  async #takeTurns(results: Record<string, Watched<unknown>>): Promise<void> {
    await this.#allAtRest(results);
    while (this.#waiting.length > 0) {
      // By code units: the same on every machine, and no collator has to be loaded for it.
      this.#waiting.sort((a, b) => (a.client < b.client ? -1 : Number(a.client > b.client)));
      const [next] = this.#waiting.splice(this.#choose(this.#waiting.length), 1);
      this.#order.push(next?.client ?? '');
      if (this.#order.length > mostTurns) this.#failEndless(results);
      next?.resume();
      await this.#allAtRest(results);
    }
  }

  #failEndless(results: Record<string, Watched<unknown>>): never {
    const goingOn = Object.keys(results).filter((name) => results[name]?.state === 'pending');
    return fail({
      message: `Client ${goingOn.join(' and ')} goes on forever: after ${mostTurns} operations it is not done.`,
      input: `order of the first operations: ${this.#order.slice(0, 12).join(' ')} …`,
    });
  }

  /** Lets every client go on until it waits for a turn, has ended, or waits for what none of them does. */
  async #allAtRest(results: Record<string, Watched<unknown>>): Promise<void> {
    await settle();
    while (this.#isAnyAtWork(results)) {
      const noticed = new Promise<void>((resolve) => (this.#noticed = resolve));
      const isIdle = await Promise.race([idle().then(() => true), noticed.then(() => false)]);
      // In an idle process nothing is left to settle.
      if (isIdle) return;
      await settle();
    }
  }

  #isAnyAtWork(results: Record<string, Watched<unknown>>): boolean {
    for (const name in results) {
      if (results[name]?.state === 'pending' && !this.#waiting.some(({ client }) => client === name))
        return true;
    }
    return false;
  }
}

/**
 * Runs the scenario under every order in which its clients can take turns: all of them while there are at most `limit`,
 * and beyond that also `samples` orders from a fixed seed. Returns how many orders ran. The same orders on every machine.
 */
export async function everyInterleaving(
  scenario: (schedule: Schedule) => Promise<void>,
  options: { readonly limit?: number; readonly samples?: number } = {},
): Promise<number> {
  const { limit = 1_000, samples = 200 } = options;
  let path: { choice: number; count: number }[] | undefined = [];
  let runs = 0;
  for (; path && runs < limit; runs++) path = await runFollowing(path, scenario);
  if (!path) return runs;
  const random = seededRng(2_026);
  for (let sample = 0; sample < samples; sample++, runs++) {
    await scenario(new Schedule((count) => Math.floor(random() * count)));
  }
  return runs;
}

/** Follows the given choices, takes the first client after them, and returns the next path, or nothing after the last. */
async function runFollowing(
  given: readonly { choice: number; count: number }[],
  scenario: (schedule: Schedule) => Promise<void>,
): Promise<{ choice: number; count: number }[] | undefined> {
  const taken: { choice: number; count: number }[] = [];
  const choose: Choose = (count) => {
    const choice = given[taken.length]?.choice ?? 0;
    taken.push({ choice, count });
    return Math.min(choice, count - 1);
  };
  await scenario(new Schedule(choose));
  while (taken.length > 0) {
    const last = taken.pop();
    if (last && last.choice + 1 < last.count)
      return [...taken, { choice: last.choice + 1, count: last.count }];
  }
  return undefined;
}
