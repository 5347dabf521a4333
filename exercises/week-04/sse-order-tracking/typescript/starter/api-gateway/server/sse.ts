import type { Clock, Req } from '../../kit';
import type { StatusEvent, StreamWriter } from './stream';

export interface SseOptions {
  /** How many events are kept for each order. From 1. */
  history: number;
  /** The longest silence on a stream, in milliseconds. */
  heartbeatMs: number;
  /** Letters and digits. No two hubs have the same, not even the same gateway before and after a restart. */
  epoch: string;
  /** The user id of the order's owner; `null` when there is no such order. It may reject. */
  ownerOf(orderId: string): Promise<string | null>;
  clock: Clock;
}

/** The streams of all orders that somebody watches through this gateway. */
export class SseHub {
  // Begin with a Map: the order's id, and the writers of those who watch it.
  constructor(options: SseOptions) {}

  /** Tells everybody who watches the order. Never waits for a client. Throws when the type has a line break. */
  publish(orderId: string, e: StatusEvent): void {
    throw new Error('Not written yet: write the event to every client of the order (rule 1).');
  }

  /** Answers with a stream of the order's events, or refuses. Never rejects. */
  async connect(orderId: string, r: Req, w: StreamWriter): Promise<void> {
    throw new Error('Not written yet: answer 200 and remember the client (rule 1).');
  }
}
