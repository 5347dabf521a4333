import { fail, type Told } from 'codealong/checkkit';
import type { Msg } from '../../../../kit/typescript/kit';
import { idOf, keyOf, placeOf, type World } from './world';

/** What a member looks at by itself. */
export type About = 'order' | 'prefix' | 'assignment';

export interface Settings {
  concurrency: number;
  maxInFlight: number;
  retryMs: number;
  window: number;
  /** The generation that the instance is told, for that of the broker. */
  generation: (ofBroker: number) => number;
}

/** A call of `commit`. */
export interface Commit {
  readonly partition: number;
  readonly next: number;
  readonly generation: number;
  isOver: boolean;
  isConfirmed: boolean;
  end(error?: Error): void;
}

/** Looks on while an instance works, and notes what breaks a rule. */
export class Witness {
  readonly received: Msg[] = [];
  /** Messages whose effect is known to be committed. A commit whose reply was lost is missing here. */
  readonly finished = new Set<Msg>();
  readonly settings: Settings;
  protected readonly assigned = new Map<number, number>();
  /** Partition → the generation of its last assignment, revoked or not. */
  protected readonly generations = new Map<number, number>();
  readonly #failures: {
    readonly about: About;
    readonly told: Told & { expected: string; actual: string };
  }[] = [];
  /** The assignment that a message was handed over in; none when its partition was not assigned. */
  protected readonly handedIn = new WeakMap<Msg, number>();
  readonly #around: World;

  constructor(world: World, settings: Settings) {
    this.#around = world;
    this.settings = settings;
  }

  /** Fails with the first rule that was broken on the way, of those that are named. */
  mustBeFine(input: string, rules: readonly About[] = ['order', 'prefix', 'assignment']): void {
    const failure = this.#failures.find(({ about }) => rules.includes(about));
    if (failure) fail({ ...failure.told, input });
  }

  #note(about: About, told: Told & { expected: string; actual: string }): void {
    this.#failures.push({ about, told });
  }

  protected mustBeOfThisAssignment(message: Msg): void {
    const [then, now] = [this.handedIn.get(message), this.assigned.get(message.partition ?? 0)];
    if (then !== undefined && then === now) return;
    const name = (generation: number): string => `generation ${this.settings.generation(generation)}`;
    const handed = then === undefined ? 'while its partition was not assigned' : `in ${name(then)}`;
    const began = now === undefined ? 'after onRevoke was called' : `in ${name(now)}`;
    this.#note('assignment', {
      message: `Offset ${message.offset} of partition ${message.partition} was handed over ${handed}, and began ${began}.`,
      expected: 'it is given up',
      actual: 'it was given to handle',
    });
  }

  protected mustBeItsTurn(message: Msg): void {
    const { key, partition = 0, offset = 0 } = message;
    if (key === null) return;
    const early = this.received.find(
      (other) =>
        other.partition === partition &&
        other.key === key &&
        (other.offset ?? 0) < offset &&
        !this.#isFinished(other),
    );
    if (!early) return;
    this.#note('order', {
      message: `K${keyOf(message).slice(1)}: offset ${offset} began before offset ${early.offset} was committed.`,
      expected: `${placeOf(early)} commits, then offset ${offset} begins`,
      actual: `offset ${offset} was given to handle first`,
    });
  }

  /** The broker's generation for the one that the instance was told. */
  protected ofBroker(partition: number, generation: number): number {
    const known = this.generations.get(partition) ?? 0;
    const right = this.settings.generation(known);
    if (right === generation) return known;
    this.#note('assignment', {
      message: `Partition ${partition} was assigned in generation ${right}, and its commit names another one.`,
      expected: `${right}`,
      actual: `${generation}`,
    });
    return -1;
  }

  #isFinished(message: Msg): boolean {
    return this.finished.has(message) || this.#around.counts.has(idOf(message));
  }

  protected mustBeFinished({ partition, next }: Commit): void {
    const received = this.received.filter((message) => message.partition === partition);
    if (received.filter(({ offset = 0 }) => offset < next).every((one) => this.#isFinished(one)))
      if (received.some(({ offset = 0 }) => offset >= next - 1)) return;
    const isFinished = (message: Msg): boolean => this.#isFinished(message);
    const first = received.find((message) => !isFinished(message));
    const limit = first?.offset ?? (received.at(-1)?.offset ?? -1) + 1;
    if (next <= limit) return;
    const finished = received.filter(isFinished).length;
    const told =
      first === undefined
        ? `the last one is ${received.at(-1)?.offset ?? 'none'}`
        : `first unfinished is ${first.offset}`;
    this.#note('prefix', {
      message: `${finished} of ${received.length} finished, ${told}, committed ${next}.`,
      expected: `at most ${limit} for partition ${partition}`,
      actual: `${next}`,
    });
  }
}
