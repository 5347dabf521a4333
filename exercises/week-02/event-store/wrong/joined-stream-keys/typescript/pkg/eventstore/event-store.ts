import type { Clock, Kv, KvTx } from '../../kit';

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

interface Slot {
  event: StoredEvent;
}

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
    expectedVersion: Expected,
  ): Promise<{ version: number }> {
    const batch = copyOf(events);
    const timestamp = this.#clock.now();
    return this.#kv.eval([`stream:${streamId}`, 'head'], (tx) => {
      const actual = Number(tx.get(`stream:${streamId}`) ?? '0');
      const stored = readStream(tx, streamId, 1);
      const start = startOf(stored, batch, expectedVersion);
      const known = stored.slice(Math.max(0, start), start + batch.length);
      if (batch.length > 0 && start >= 0 && batch.every(({ id }, at) => known[at]?.id === id)) {
        if (known.some((event, at) => !isSame(event, batch[at]))) throw new Error('known id, other content');
        return { version: start + batch.length };
      }
      if (expectedVersion !== 'any' && start !== actual) throw new ConcurrencyError(expectedVersion, actual);
      if (batch.some(({ id }) => stored.some((event) => event.id === id))) throw new Error('known id');
      if (batch.length === 0) return { version: actual };
      const head = Number(tx.get('head') ?? '0');
      batch.forEach((event, at) => {
        const version = actual + at + 1;
        const position = head + at + 1;
        const slot: Slot = { event: { ...event, streamId, version, position, timestamp } };
        tx.set(`stream:${streamId}:${version}`, JSON.stringify(slot));
        tx.set(`log:${position}`, JSON.stringify(slot));
      });
      tx.set(`stream:${streamId}`, String(actual + batch.length));
      tx.set('head', String(head + batch.length));
      return { version: actual + batch.length };
    });
  }

  async getEvents(streamId: string, fromVersion = 1): Promise<StoredEvent[]> {
    return this.#kv.eval([`stream:${streamId}`], (tx) => readStream(tx, streamId, Math.max(1, fromVersion)));
  }

  async readAll(afterPosition: number, limit: number): Promise<StoredEvent[]> {
    return this.#kv.eval(['head'], (tx) => {
      const events: StoredEvent[] = [];
      for (let at = afterPosition + 1; at <= afterPosition + limit; at++) {
        const text = tx.get(`log:${at}`);
        if (text === null) break;
        events.push((JSON.parse(text) as Slot).event);
      }
      return events;
    });
  }
}

function copyOf(events: NewEvent[]): NewEvent[] {
  if (events.some(({ id }) => id === '')) throw new Error('an event needs an id');
  if (new Set(events.map(({ id }) => id)).size < events.length) throw new Error('an id occurs twice');
  return events.map(({ id, type, data }) => JSON.parse(JSON.stringify({ id, type, data })) as NewEvent);
}

function readStream(tx: KvTx, streamId: string, from: number): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let version = from; version <= Number(tx.get(`stream:${streamId}`) ?? '0'); version++) {
    const text = tx.get(`stream:${streamId}:${version}`);
    if (text !== null) events.push((JSON.parse(text) as Slot).event);
  }
  return events;
}

function startOf(stored: StoredEvent[], batch: NewEvent[], expected: Expected): number {
  if (expected === 'any') return stored.findIndex(({ id }) => id === batch[0]?.id);
  return expected === 'no-stream' ? 0 : expected;
}

function isSame(stored: StoredEvent, again: NewEvent | undefined): boolean {
  return stored.type === again?.type && JSON.stringify(stored.data) === JSON.stringify(again.data);
}
