import type { ManualClock } from './manual-clock';
import { seededRng } from './seeded-rng';

/** How bad a network is. Whatever is left out does not happen. */
export interface Weather {
  /** The shortest and the longest time that a message takes, in milliseconds. Messages overtake each other when these differ. */
  readonly delayMs?: readonly [number, number];
  /** The share of messages that are lost, from 0 to 1. */
  readonly loss?: number;
  /** The share of messages that arrive a second time, from 0 to 1. */
  readonly duplicates?: number;
}

/** A node's side of the network: it can send to others by their names. */
export interface Port<M> {
  /** Returns at once; nothing is delivered before the caller has returned. Never throws. A copy is sent. */
  send(to: string, message: M): void;
}

/** A message on its way, or lost: what a finding shows. */
export interface Travel<M> {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly message: M;
}

/**
 * A network on a manual clock. It loses, delays, doubles and reorders messages by a seed, so that the same run comes out again,
 * and can be cut into parts. A cut also stops what is on its way. A node may be replaced under its name: that is a restart.
 */
export class Network<M> {
  readonly #clock: ManualClock;
  readonly #random: () => number;
  readonly #nodes = new Map<string, (from: string, message: M) => void>();
  readonly #delivered: Travel<M>[] = [];
  #weather: Weather;
  #parts: readonly (readonly string[])[] | undefined;

  constructor(clock: ManualClock, seed: number, weather: Weather = {}) {
    this.#clock = clock;
    this.#random = seededRng(seed);
    this.#weather = weather;
  }

  /** Connects a node, in place of the one that had the name before. What is on its way to that name reaches the new one. */
  join(name: string, receive: (from: string, message: M) => void): Port<M> {
    this.#nodes.set(name, receive);
    return {
      send: (to, message) => {
        // A node that was replaced or has left has no say any more.
        if (this.#nodes.get(name) === receive)
          this.#send({ from: name, to, message: structuredClone(message) });
      },
    };
  }

  /** Takes a node off the network: it has crashed. */
  leave(name: string): void {
    this.#nodes.delete(name);
  }

  /** Only nodes of the same part hear each other; who is in no part hears nobody. Replaces an earlier cut. */
  cut(...parts: readonly (readonly string[])[]): void {
    this.#parts = parts;
  }

  /** All nodes hear each other again. */
  heal(): void {
    this.#parts = undefined;
  }

  /** Changes how bad the network is, for what is sent from now on. */
  change(weather: Weather): void {
    this.#weather = weather;
  }

  /** What was delivered, in order. */
  get delivered(): readonly Travel<M>[] {
    return this.#delivered;
  }

  #send({ from, to, message }: Omit<Travel<M>, 'at'>): void {
    const { loss = 0, duplicates = 0 } = this.#weather;
    if (this.#random() < loss || !this.#connects(from, to)) return;
    const copies = this.#random() < duplicates ? 2 : 1;
    for (let copy = 0; copy < copies; copy++)
      this.#clock.setTimeout(() => this.#deliver({ from, to, message }), this.#delay());
  }

  #delay(): number {
    const [shortest, longest] = this.#weather.delayMs ?? [0, 0];
    return shortest + this.#random() * (longest - shortest);
  }

  #deliver({ from, to, message }: Omit<Travel<M>, 'at'>): void {
    const receive = this.#nodes.get(to);
    if (!receive || !this.#connects(from, to)) return;
    this.#delivered.push({ at: this.#clock.now(), from, to, message });
    receive(from, structuredClone(message));
  }

  #connects(one: string, other: string): boolean {
    return this.#parts?.some((part) => part.includes(one) && part.includes(other)) ?? true;
  }
}
