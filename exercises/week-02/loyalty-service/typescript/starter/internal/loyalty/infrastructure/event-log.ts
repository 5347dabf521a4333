import type { Kv } from '../../../kit';
import type { LoyaltyEvent } from '../domain/events';

/** A saved event. `id` is unique and stays the same whenever the record is read. */
export interface LogRecord {
  readonly id: string;
  readonly stream: string;
  /** 1 for the first event of the stream, then 2, 3, … */
  readonly version: number;
  readonly event: LoyaltyEvent;
}

/** The stream does not have the version that the writer expected. Nothing was written. */
export class VersionMismatch extends Error {
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`stream version is ${actual}, not ${expected}`);
    this.name = 'VersionMismatch';
    this.expected = expected;
    this.actual = actual;
  }
}

const streamKey = (stream: string): string => `loyalty:stream:${stream}`;
const outboxKey = 'loyalty:outbox';

/**
 * An event log over a key-value store: one stream for each account, and one outbox that holds every record until it is
 * confirmed as published. `append` writes both in one atomic step, so there is no moment at which an event is saved and
 * not waiting.
 */
export class EventLog {
  readonly #kv: Kv;

  constructor(kv: Kv) {
    this.#kv = kv;
  }

  /** The records of a stream in order; none when the stream does not exist. */
  async read(stream: string): Promise<LogRecord[]> {
    return parse(await this.#kv.get(streamKey(stream)));
  }

  /** Appends the events when the stream is at `expectedVersion`; `any` appends whatever the version is. */
  append(stream: string, events: readonly LoyaltyEvent[], expectedVersion: number | 'any'): Promise<void> {
    return this.#kv.eval([streamKey(stream), outboxKey], (tx) => {
      const saved = parse(tx.get(streamKey(stream)));
      if (expectedVersion !== 'any' && expectedVersion !== saved.length) {
        throw new VersionMismatch(expectedVersion, saved.length);
      }
      const added = events.map((event, index) => toRecord(stream, saved.length + index + 1, event));
      if (added.length === 0) return;
      tx.set(streamKey(stream), JSON.stringify([...saved, ...added]));
      tx.set(outboxKey, JSON.stringify([...parse(tx.get(outboxKey)), ...added]));
    });
  }

  /** The outbox: the records nobody has confirmed yet, in the order in which they were appended. */
  async waiting(): Promise<LogRecord[]> {
    return parse(await this.#kv.get(outboxKey));
  }

  /** Takes these records out of the outbox. They stay in their streams. */
  confirm(ids: readonly string[]): Promise<void> {
    return this.#kv.eval([outboxKey], (tx) => {
      const waiting = parse(tx.get(outboxKey));
      tx.set(outboxKey, JSON.stringify(waiting.filter(({ id }) => !ids.includes(id))));
    });
  }
}

function toRecord(stream: string, version: number, event: LoyaltyEvent): LogRecord {
  return { id: `${stream}#${version}`, stream, version, event };
}

function parse(text: string | null): LogRecord[] {
  return text === null ? [] : (JSON.parse(text) as LogRecord[]);
}
