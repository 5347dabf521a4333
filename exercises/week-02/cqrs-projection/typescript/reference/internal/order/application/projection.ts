import type { Db, Tx } from '../../../kit/db';
import type { EventLog, ParkedEvent, Projection, StoredEvent } from './projection-types';

/** Which copy of the model readers see, how far it has come, and the copy that was begun last. One row for each projection. */
interface State {
  live: number;
  position: number;
  newest: number;
}

const states = 'projections';
const nothing: State = { live: 0, position: 0, newest: 0 };

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
  runOnce(limit = 100): Promise<number> {
    return this.#alone(async (tx, state) => {
      const position = await this.#applyPage(tx, state.live, state.position, limit);
      await this.#save(tx, { ...state, position });
      return position - state.position;
    });
  }

  /** How many positions the read model is behind. */
  async lag(): Promise<number> {
    const position = await this.#read(async (_, state) => state.position);
    return Math.max(0, (await this.#log.head()) - position);
  }

  /** A row, or `null`. */
  get(id: string): Promise<R | null> {
    return this.#read((tx, { live }) => tx.get<R>(this.#table('rows', live), id));
  }

  /** All rows, ordered by id as the `Db` orders. */
  list(): Promise<{ id: string; row: R }[]> {
    return this.#read((tx, { live }) => tx.list<R>(this.#table('rows', live)));
  }

  /** The events that were set aside, ordered by position. */
  parked(): Promise<ParkedEvent[]> {
    return this.#read(async (tx, { live }) => {
      const parked = await tx.list<ParkedEvent>(this.#table('parked', live));
      return parked.map(({ row }) => row).sort((one, other) => one.position - other.position);
    });
  }

  /**
   * Rebuilds the read model, from position 0, beside the old one. Each copy has tables of its own, so what a dead rebuild
   * left behind is in nobody's way. The last page and the swap are one transaction, while the old model does not change.
   */
  async rebuild(): Promise<void> {
    const end = await this.#log.head();
    const copy = await this.#alone(async (tx, state) => {
      await this.#save(tx, { ...state, newest: state.newest + 1 });
      return state.newest + 1;
    });
    let copied = { position: 0, isLive: false };
    while (!copied.isLive)
      copied = await this.#alone(async (tx, state) => {
        const position = await this.#applyPage(tx, copy, copied.position, 100);
        const isComplete = position >= end || position === copied.position;
        const isLive = isComplete && position >= state.position;
        if (isLive) await this.#save(tx, { ...state, live: copy, position });
        return { position, isLive };
      });
  }

  /** Applies what follows a position to a copy, up to the first gap. Resolves to the position that it reached. */
  async #applyPage(tx: Tx, copy: number, from: number, limit: number): Promise<number> {
    const parked = this.#table('parked', copy);
    const stopped = new Set((await tx.list<ParkedEvent>(parked)).map(({ row }) => row.streamId));
    let reached = from;
    for (const event of await this.#log.readAll(from, limit)) {
      const { position, streamId } = event;
      if (position <= reached) continue;
      if (position > reached + 1) break;
      const error = await this.#apply(tx, copy, event, stopped.has(streamId));
      if (error !== undefined) {
        stopped.add(streamId);
        await tx.insert<ParkedEvent>(parked, `${position}`, { position, streamId, error });
      }
      reached = position;
    }
    return reached;
  }

  /** Resolves to the reason why the event has to be parked: what the projection throws, never what the database does. */
  async #apply(tx: Tx, copy: number, event: StoredEvent, isStopped: boolean): Promise<string | undefined> {
    const rows = this.#table('rows', copy);
    let id: string | null;
    try {
      id = this.#projection.rowId(event);
    } catch (error) {
      return textOf(error);
    }
    if (id === null) return undefined;
    if (isStopped) return 'An earlier event of its stream is parked.';
    const before = await tx.get<R>(rows, id);
    let after: R;
    try {
      after = this.#projection.apply(before, event);
    } catch (error) {
      return textOf(error);
    }
    if (before === null) await tx.insert(rows, id, after);
    else await tx.update<R>(rows, id, () => after);
    return undefined;
  }

  /** Runs `work` in a transaction in which nobody else changes the state. */
  async #alone<T>(work: (tx: Tx, state: State) => Promise<T>): Promise<T> {
    try {
      return await this.#db.transaction(async (tx) => work(tx, await this.#locked(tx)));
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code !== '23505') throw error;
      return this.#alone(work); // Another runner made the state first. Now it exists, and can be locked.
    }
  }

  async #locked(tx: Tx): Promise<State> {
    const state = await tx.getForUpdate<State>(states, this.#projection.name);
    if (!state) await tx.insert(states, this.#projection.name, nothing);
    return state ?? nothing;
  }

  async #save(tx: Tx, state: State): Promise<void> {
    await tx.update<State>(states, this.#projection.name, () => state);
  }

  #read<T>(work: (tx: Tx, state: State) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (tx) =>
      work(tx, (await tx.get<State>(states, this.#projection.name)) ?? nothing),
    );
  }

  /** No two projections and no two copies share a table, whatever their names are. */
  #table(kind: 'rows' | 'parked', copy: number): string {
    return JSON.stringify([kind, this.#projection.name, copy]);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
