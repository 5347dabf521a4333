import type { Clock } from '../../../exercises/kit/typescript/kit';
import type { Channel, ChannelError, Notice } from '../../../exercises/kit/typescript/kit/channels';
import { requestsThrough, type Gate } from './gate';

/** How many notices a provider takes in a time. */
export interface ChannelLimit {
  readonly notices: number;
  readonly perMs: number;
}

/** A provider of push, text messages or mail. It knows notices by their ids, and remembers them for good. */
export class ChannelServer {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #limit: ChannelLimit | undefined;
  readonly #delivered = new Map<string, Notice>();
  readonly #withdrawn = new Set<string>();
  #taken: number[] = [];

  constructor(clock: Pick<Clock, 'now'> = { now: () => 0 }, limit?: ChannelLimit) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** A client's connection, through a gate when one is given. */
  connect(gate: Gate = {}): Channel {
    const request = requestsThrough(gate);
    return {
      send: (notice) => {
        const copy = structuredClone(notice);
        return request('send', [copy.to], () => this.#take(copy));
      },
    };
  }

  /** From now on this address is refused for good. */
  withdraw(address: string): void {
    this.#withdrawn.add(address);
  }

  /** What people have seen, in the order in which it came: each notice once. */
  get delivered(): readonly Notice[] {
    return structuredClone([...this.#delivered.values()]);
  }

  #take(notice: Notice): void {
    if (this.#withdrawn.has(notice.to))
      throw refusal(`${notice.to} is not in use any more`, { permanent: true });
    this.#refuseTooMuch();
    if (!this.#delivered.has(notice.id)) this.#delivered.set(notice.id, notice);
  }

  /** Repeated notices count as well: it is calls that cost the provider something. */
  #refuseTooMuch(): void {
    if (!this.#limit) return;
    const { notices, perMs } = this.#limit;
    const now = this.#clock.now();
    this.#taken = this.#taken.filter((at) => now - at < perMs);
    const [oldest] = this.#taken;
    if (oldest !== undefined && this.#taken.length >= notices)
      throw refusal('too many notices', { retryAfterMs: oldest + perMs - now });
    this.#taken.push(now);
  }
}

function refusal(message: string, why: { permanent?: boolean; retryAfterMs?: number }): ChannelError {
  return Object.assign(new Error(message), why);
}
