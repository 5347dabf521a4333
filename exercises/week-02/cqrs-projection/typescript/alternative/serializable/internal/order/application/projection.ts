import type { Db, Tx } from '../../../kit/db';
import type { EventLog, ParkedEvent, Projection, StoredEvent } from './projection-types';

interface Checkpoint {
  position: number;
  /** Parked events, oldest first. */
  parked: ParkedEvent[];
}

/** What a page makes of a model, before it is written. */
interface Draft<R> {
  checkpoint: Checkpoint;
  rows: Map<string, R | null>;
}

const isFaster = (error: unknown): boolean =>
  ['40001', '40P01', '23505'].includes(String((error as { code?: unknown } | undefined)?.code));

export class ProjectionRunner<R> {
  readonly #d: { db: Db; log: EventLog; projection: Projection<R> };
  readonly #rows: string;

  constructor(d: { db: Db; log: EventLog; projection: Projection<R> }) {
    this.#d = d;
    this.#rows = `rows of ${d.projection.name}`;
  }

  runOnce(limit?: number): Promise<number> {
    return this.#serializable(async (tx) => {
      const checkpoint = await this.#checkpoint(tx);
      const from = checkpoint.position;
      const draft: Draft<R> = { checkpoint, rows: new Map() };
      await this.#apply(draft, limit ?? 100, (id) => tx.get<R>(this.#rows, id));
      await this.#write(tx, draft);
      return checkpoint.position - from;
    });
  }

  async lag(): Promise<number> {
    const { position } = await this.#serializable((tx) => this.#checkpoint(tx));
    return Math.max(0, (await this.#d.log.head()) - position);
  }

  get(id: string): Promise<R | null> {
    return this.#serializable((tx) => tx.get<R>(this.#rows, id));
  }

  list(): Promise<{ id: string; row: R }[]> {
    return this.#serializable((tx) => tx.list<R>(this.#rows));
  }

  async parked(): Promise<ParkedEvent[]> {
    return (await this.#serializable((tx) => this.#checkpoint(tx))).parked;
  }

  rebuild(): Promise<void> {
    return this.#serializable(async (tx) => {
      const old = await this.#checkpoint(tx);
      const draft: Draft<R> = { checkpoint: { position: 0, parked: [] }, rows: new Map() };
      while ((await this.#apply(draft, 100, async () => null)) > 0);
      if (draft.checkpoint.position < old.position)
        throw Object.assign(new Error('behind'), { code: '40001' });
      for (const { id } of await tx.list<R>(this.#rows)) await tx.delete(this.#rows, id);
      await this.#write(tx, draft);
    });
  }

  /** Resolves to the number of positions by which the draft moved. */
  async #apply(draft: Draft<R>, limit: number, read: (id: string) => Promise<R | null>): Promise<number> {
    const { checkpoint, rows } = draft;
    const from = checkpoint.position;
    const page = await this.#d.log.readAll(from, limit);
    const byPosition = new Map(page.map((event) => [event.position, event]));
    for (let event; (event = byPosition.get(checkpoint.position + 1)); checkpoint.position++) {
      const id = this.#rowIdOf(event, checkpoint.parked);
      if (id === null) continue;
      if (!rows.has(id)) rows.set(id, await read(id));
      try {
        rows.set(id, this.#d.projection.apply(structuredClone(rows.get(id) ?? null), event));
      } catch (error) {
        checkpoint.parked.push({ position: event.position, streamId: event.streamId, error: `${error}` });
      }
    }
    return checkpoint.position - from;
  }

  /** `null` for an event that changes no row, also when it has to be parked. */
  #rowIdOf(event: StoredEvent, parked: ParkedEvent[]): string | null {
    const { position, streamId } = event;
    try {
      const id = this.#d.projection.rowId(event);
      if (id === null || !parked.some((one) => one.streamId === streamId)) return id;
      parked.push({ position, streamId, error: `waits behind a parked event of ${streamId}` });
    } catch (error) {
      parked.push({ position, streamId, error: `${error}` });
    }
    return null;
  }

  async #write(tx: Tx, { checkpoint, rows }: Draft<R>): Promise<void> {
    for (const [id, row] of rows)
      if (row !== null && (await tx.update<R>(this.#rows, id, () => row)) === 0)
        await tx.insert(this.#rows, id, row);
    const { name } = this.#d.projection;
    if ((await tx.update('checkpoints', name, () => checkpoint)) === 0)
      await tx.insert('checkpoints', name, checkpoint);
  }

  async #checkpoint(tx: Tx): Promise<Checkpoint> {
    return (await tx.get<Checkpoint>('checkpoints', this.#d.projection.name)) ?? { position: 0, parked: [] };
  }

  async #serializable<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#d.db.transaction(work, { isolation: 'serializable' });
      } catch (error) {
        if (tries === 100 || !isFaster(error)) throw error;
      }
    }
  }
}
