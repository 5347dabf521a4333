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

/** Where an event of a stream lies in the log. The list of these, in version order, is the index of the stream. */
interface Entry {
  id: string;
  position: number;
}

/**
 * The name of a stream is the last part of its key, and no kind of key starts like another one,
 * so no name can reach into another stream or into the log.
 */
const headKey = 'eventstore:head';
const logKey = (position: number): string => `eventstore:log:${position}`;
const streamKey = (streamId: string): string => `eventstore:stream:${streamId}`;

/**
 * An event store over a key-value store that other instances of this class use at the same time. A save is one atomic
 * step in that store: it compares, appends and moves the head, so nobody ever sees half of it or acts in between.
 */
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
    return this.#kv.eval([headKey, streamKey(streamId)], (tx) => {
      const index = readIndex(tx, streamId);
      const replayed = versionOfReplay(tx, index, batch, expectedVersion);
      if (replayed !== undefined) return { version: replayed };
      refuseConflict(expectedVersion, index.length);
      refuseKnownIds(index, batch);
      append(tx, streamId, index, batch, timestamp);
      return { version: index.length + batch.length };
    });
  }

  async getEvents(streamId: string, fromVersion = 1): Promise<StoredEvent[]> {
    return this.#kv.eval([streamKey(streamId)], (tx) =>
      readIndex(tx, streamId)
        .slice(Math.max(0, fromVersion - 1))
        .map((entry) => readLog(tx, entry.position)),
    );
  }

  async readAll(afterPosition: number, limit: number): Promise<StoredEvent[]> {
    return this.#kv.eval([headKey], (tx) => {
      const events: StoredEvent[] = [];
      const last = Math.min(readHead(tx), afterPosition + limit);
      for (let position = afterPosition + 1; position <= last; position++) events.push(readLog(tx, position));
      return events;
    });
  }
}

/** The batch as it is now, and only the fields that are the caller's to set. Throws on what JSON cannot hold. */
function copyOf(events: NewEvent[]): NewEvent[] {
  const ids = new Set<string>();
  return events.map(({ id, type, data }) => {
    if (id === '') throw new Error('an event without an id cannot be told from its own retry');
    if (ids.has(id)) throw new Error(`event ${id} occurs twice in one batch`);
    ids.add(id);
    return JSON.parse(JSON.stringify({ id, type, data })) as NewEvent;
  });
}

/** The version that this batch got when it was saved before, or nothing when it was not. */
function versionOfReplay(
  tx: KvTx,
  index: Entry[],
  batch: NewEvent[],
  expected: Expected,
): number | undefined {
  const [first] = batch;
  if (!first) return undefined;
  const start = expected === 'any' ? index.findIndex(({ id }) => id === first.id) : versionOf(expected);
  if (start < 0 || batch.some(({ id }, offset) => index[start + offset]?.id !== id)) return undefined;
  index.slice(start, start + batch.length).forEach(({ position }, offset) => {
    refuseOtherContent(readLog(tx, position), batch[offset]);
  });
  return start + batch.length;
}

function refuseOtherContent(stored: StoredEvent, again: NewEvent | undefined): void {
  if (stored.type !== again?.type || JSON.stringify(stored.data) !== JSON.stringify(again.data)) {
    throw new Error(`event ${stored.id} is already stored with other content`);
  }
}

function refuseConflict(expected: Expected, actual: number): void {
  if (expected !== 'any' && versionOf(expected) !== actual) throw new ConcurrencyError(expected, actual);
}

function refuseKnownIds(index: Entry[], batch: NewEvent[]): void {
  const known = new Set(index.map(({ id }) => id));
  const again = batch.find(({ id }) => known.has(id));
  if (again) throw new Error(`event ${again.id} is already in this stream`);
}

function append(tx: KvTx, streamId: string, index: Entry[], batch: NewEvent[], timestamp: number): void {
  if (batch.length === 0) return;
  const head = readHead(tx);
  const stored = batch.map((event, offset): StoredEvent => ({
    ...event,
    streamId,
    version: index.length + offset + 1,
    position: head + offset + 1,
    timestamp,
  }));
  for (const event of stored) tx.set(logKey(event.position), JSON.stringify(event));
  tx.set(
    streamKey(streamId),
    JSON.stringify([...index, ...stored.map(({ id, position }) => ({ id, position }))]),
  );
  tx.set(headKey, String(head + batch.length));
}

function versionOf(expected: number | 'no-stream'): number {
  return expected === 'no-stream' ? 0 : expected;
}

function readHead(tx: KvTx): number {
  return Number(tx.get(headKey) ?? '0');
}

function readIndex(tx: KvTx, streamId: string): Entry[] {
  return JSON.parse(tx.get(streamKey(streamId)) ?? '[]') as Entry[];
}

function readLog(tx: KvTx, position: number): StoredEvent {
  return JSON.parse(tx.get(logKey(position)) ?? 'null') as StoredEvent;
}
