import type { Db } from '../../../kit/db';
import type { EventLog, ParkedEvent, Projection } from './projection-types';

/** Keeps the read model of one projection up to date with the log. All that it knows is in the database. */
export class ProjectionRunner<R> {
  readonly #db: Db;
  readonly #log: EventLog;
  readonly #projection: Projection<R>;

  constructor(d: { db: Db; log: EventLog; projection: Projection<R> }) {
    this.#db = d.db;
    this.#log = d.log;
    this.#projection = d.projection;
  }

  /** Reads at most `limit` events and applies them. Resolves to the number of positions by which the checkpoint moved. */
  async runOnce(limit = 100): Promise<number> {
    throw new Error('Not written yet: runOnce. Apply what follows the checkpoint (rules 1, 2).');
  }

  /** How many positions the read model is behind. */
  async lag(): Promise<number> {
    throw new Error('Not written yet: lag. How far is the head from the checkpoint? (rule 5)');
  }

  /** A row, or `null`. */
  async get(id: string): Promise<R | null> {
    throw new Error('Not written yet: get. Read the row that runOnce wrote (rule 1).');
  }

  /** All rows, ordered by id as the `Db` orders. */
  async list(): Promise<{ id: string; row: R }[]> {
    throw new Error('Not written yet: list. Read all rows that runOnce wrote (rule 1).');
  }

  /** The events that were set aside, ordered by position. */
  async parked(): Promise<ParkedEvent[]> {
    throw new Error('Not written yet: parked. What was set aside, and why? (rule 7)');
  }

  /** Rebuilds the read model, from position 0, beside the old one. */
  async rebuild(): Promise<void> {
    throw new Error('Not written yet: rebuild. Fill a second copy, then swap (rule 9).');
  }
}
