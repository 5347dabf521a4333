/** An event as the log delivers it. */
export interface StoredEvent {
  id: string;
  type: string;
  data: unknown;
  streamId: string;
  /** Its place in its stream, from 1. */
  version: number;
  /** Its place in the log, from 1, without holes. */
  position: number;
  timestamp: number;
}

/** The log of all streams, to be read in the order of positions. */
export interface EventLog {
  /**
   * At most `limit` events with a position above `afterPosition`, lowest first. Delivery is at least once: an event may come twice
   * in a row, and events up to `afterPosition` may come again in front (then more than `limit` may come). An event that is still
   * being written is missing, and comes later.
   */
  readAll(afterPosition: number, limit: number): Promise<StoredEvent[]>;
  /** The position of the last event that is readable, 0 when there is none. */
  head(): Promise<number>;
}

/** How events become the rows of one read model. Both functions are pure, and may be called as often as you like. */
export interface Projection<R> {
  /** The read model's name. Projections with other names use the same database. */
  readonly name: string;
  /** The row that this event changes; `null` when the read model takes no interest in it. May throw. */
  rowId(event: StoredEvent): string | null;
  /** The row after the event. `row` is `null` when there is none yet. It may be changed, and then returned, or an error thrown. */
  apply(row: R | null, event: StoredEvent): R;
}

/** An event that was set aside. */
export interface ParkedEvent {
  position: number;
  streamId: string;
  error: string;
}
