/*
 * No atomic script at all. The log is a row of commits, one key each, and a commit is one write that
 * succeeds only when nobody has written that key before. Whoever loses the key reads what the winner wrote,
 * judges its own batch again, and tries the next key.
 */
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

const commitKey = (number: number): string => `eventstore:commit:${number}`;

/**
 * An event store on top of "write when absent". One commit holds one whole batch, so a batch is there or not, and the number of
 * a commit is its place in the order of everything.
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
    for (;;) {
      const commits = await this.#commits();
      const { version, fresh } = decide(commits.flat(), streamId, batch, expectedVersion, timestamp);
      if (fresh.length === 0) return { version };
      const wrote = await this.#kv.set(commitKey(commits.length + 1), JSON.stringify(fresh), { nx: true });
      if (wrote) return { version };
    }
  }

  async getEvents(streamId: string, fromVersion = 1): Promise<StoredEvent[]> {
    const log = await this.#load();
    return log.filter((event) => event.streamId === streamId && event.version >= fromVersion);
  }

  async readAll(afterPosition: number, limit: number): Promise<StoredEvent[]> {
    const log = await this.#load();
    return log.slice(afterPosition, afterPosition + limit);
  }

  async #load(): Promise<Log> {
    return (await this.#commits()).flat();
  }

  /** Every commit there is. A commit never changes and none is ever missing, so the first absent key is the end. */
  async #commits(): Promise<Log[]> {
    const commits: Log[] = [];
    for (;;) {
      const text = await this.#kv.get(commitKey(commits.length + 1));
      if (text === null) return commits;
      commits.push(JSON.parse(text) as Log);
    }
  }
}

/** What is known of a store at one moment: every event, in the order of saving. */
type Log = StoredEvent[];

/** The events to append, or the version of a batch that is stored already. Throws on what must be refused. */
function decide(
  log: Log,
  streamId: string,
  batch: NewEvent[],
  expected: Expected,
  timestamp: number,
): { version: number; fresh: StoredEvent[] } {
  const stream = log.filter((event) => event.streamId === streamId);
  const wanted = expected === 'no-stream' ? 0 : expected;
  const start = wanted === 'any' ? stream.findIndex(({ id }) => id === batch[0]?.id) : wanted;
  const isReplay =
    batch.length > 0 && start >= 0 && batch.every(({ id }, at) => stream[start + at]?.id === id);
  if (isReplay) {
    const changed = batch.find((event, at) => contentOf(stream[start + at]) !== contentOf(event));
    if (changed) throw new Error(`event ${changed.id} is already stored with other content`);
    return { version: start + batch.length, fresh: [] };
  }
  if (wanted !== 'any' && wanted !== stream.length) throw new ConcurrencyError(expected, stream.length);
  const known = batch.find((event) => stream.some(({ id }) => id === event.id));
  if (known) throw new Error(`event ${known.id} is already in this stream`);
  const fresh = batch.map((event, at) => ({
    ...event,
    streamId,
    version: stream.length + at + 1,
    position: log.length + at + 1,
    timestamp,
  }));
  return { version: stream.length + batch.length, fresh };
}

function contentOf(event: NewEvent | undefined): string {
  return JSON.stringify([event?.type, event?.data]);
}

/** The batch as it is now, and only the fields that are the caller's to set. Throws on what JSON cannot hold. */
function copyOf(events: NewEvent[]): NewEvent[] {
  if (events.some(({ id }) => id === '')) throw new Error('an event needs an id');
  if (new Set(events.map(({ id }) => id)).size < events.length)
    throw new Error('an id occurs twice in one batch');
  return events.map(({ id, type, data }) => JSON.parse(JSON.stringify({ id, type, data })) as NewEvent);
}
