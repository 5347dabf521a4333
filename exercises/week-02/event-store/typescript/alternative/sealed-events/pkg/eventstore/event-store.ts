/*
 * Every event is sealed with a checksum, which WebCrypto computes outside JavaScript before the atomic step.
 * Each event has a key of its own under its stream and version, and the log holds pointers to them. What comes
 * back are frozen objects of a class, with more fields than anybody asked for.
 */
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

/** An event as it comes back: frozen, with the checksum that it was sealed with. */
class SealedEvent implements StoredEvent {
  readonly id!: string;
  readonly type!: string;
  readonly data!: unknown;
  readonly streamId!: string;
  readonly version!: number;
  readonly position!: number;
  readonly timestamp!: number;
  readonly checksum!: string;

  constructor(text: string) {
    Object.assign(this, JSON.parse(text));
    freeze(this);
  }

  get savedAt(): Date {
    return new Date(this.timestamp);
  }
}

/** The answer to a save. */
class Receipt {
  constructor(
    readonly streamId: string,
    readonly version: number,
  ) {}
}

/** What a retry is recognised by. */
interface Seal {
  id: string;
  checksum: string;
}

type Fresh = NewEvent & Seal;

const headKey = 'head';
const logKey = (position: number): string => `log ${position}`;
/** The ids and checksums of a stream, in version order: all that a save has to know of it. */
const sealsKey = (streamId: string): string => `seals ${streamId}`;
/** A version has no blank, so where it ends is clear, whatever the name of the stream is. */
const eventKey = (streamId: string, version: number): string => `event ${version} ${streamId}`;

/** An event store with a key for each event, and a log of pointers. */
export class KvEventStore implements EventStore {
  readonly #kv: Kv;
  readonly #clock: Clock;

  constructor(kv: Kv, clock: Clock) {
    this.#kv = kv;
    this.#clock = clock;
  }

  async saveEvents(streamId: string, events: NewEvent[], expectedVersion: Expected): Promise<Receipt> {
    const texts = textsOf(events);
    const batch = await Promise.all(texts.map(sealed));
    const timestamp = this.#clock.now();
    return this.#kv.eval([], (tx) => {
      const stored = sealsIn(tx.get(sealsKey(streamId)));
      const start = startOf(batch, stored, expectedVersion);
      if (batch.length > 0 && batch.every(({ id }, at) => stored[start + at]?.id === id)) {
        const changed = batch.find(({ checksum }, at) => stored[start + at]?.checksum !== checksum);
        if (changed) throw new Error(`event ${changed.id} is already stored with other content`);
        return new Receipt(streamId, start + batch.length);
      }
      if (expectedVersion !== 'any' && start !== stored.length)
        throw new ConcurrencyError(expectedVersion, stored.length);
      const ids = new Set(stored.map(({ id }) => id));
      if (batch.some(({ id }) => ids.has(id))) throw new Error('a known id in another batch');
      append(tx, streamId, stored, batch, timestamp);
      return new Receipt(streamId, stored.length + batch.length);
    });
  }

  async getEvents(streamId: string, fromVersion = 1): Promise<StoredEvent[]> {
    const count = sealsIn(await this.#kv.get(sealsKey(streamId))).length;
    const first = Math.max(1, fromVersion);
    const versions = Array.from({ length: Math.max(0, count - first + 1) }, (_, at) => first + at);
    return this.#readAt(versions.map((version) => eventKey(streamId, version)));
  }

  async readAll(afterPosition: number, limit: number): Promise<StoredEvent[]> {
    const last = Math.min(Number(await this.#kv.get(headKey)), afterPosition + limit);
    const positions = Array.from(
      { length: Math.max(0, last - afterPosition) },
      (_, at) => afterPosition + 1 + at,
    );
    const keys = await Promise.all(positions.map((position) => this.#kv.get(logKey(position))));
    return this.#readAt(keys.map((key) => key ?? ''));
  }

  /** What was written once stays as it is, so it may be read one by one. */
  async #readAt(keys: readonly string[]): Promise<StoredEvent[]> {
    const texts = await Promise.all(keys.map((key) => this.#kv.get(key)));
    const events = texts.map((text) => new SealedEvent(text ?? '{}'));
    Object.freeze(events);
    return events;
  }
}

/** The batch as text, as it is now. Throws on what cannot be stored. */
function textsOf(events: readonly NewEvent[]): string[] {
  if (new Set(events.map(({ id }) => id)).size < events.length) throw new Error('an id occurs twice');
  if (events.some(({ id }) => id === '')) throw new Error('an event needs an id');
  return events.map(({ id, type, data }) => JSON.stringify({ id, type, data }));
}

async function sealed(text: string): Promise<Fresh> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const checksum = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { ...(JSON.parse(text) as NewEvent), checksum };
}

function sealsIn(text: string | null): Seal[] {
  return text === null ? [] : (JSON.parse(text) as Seal[]);
}

/** Behind which version the batch would stand if it were a retry. */
function startOf(batch: readonly Fresh[], stored: readonly Seal[], expected: Expected): number {
  if (expected === 'any') return stored.findIndex(({ id }) => id === batch[0]?.id);
  return expected === 'no-stream' ? 0 : expected;
}

function append(
  tx: KvTx,
  streamId: string,
  stored: readonly Seal[],
  batch: readonly Fresh[],
  timestamp: number,
): void {
  if (batch.length === 0) return;
  const head = Number(tx.get(headKey));
  batch.forEach((event, at) => {
    const [version, position] = [stored.length + at + 1, head + at + 1];
    tx.set(eventKey(streamId, version), JSON.stringify({ ...event, streamId, version, position, timestamp }));
    tx.set(logKey(position), eventKey(streamId, version));
  });
  const seals = [...stored, ...batch].map(({ id, checksum }) => ({ id, checksum }));
  tx.set(sealsKey(streamId), JSON.stringify(seals));
  tx.set(headKey, String(head + batch.length));
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
}
