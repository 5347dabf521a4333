import type { Db, Tx } from '../../../kit/db';
import type { EventLog, ParkedEvent, Projection, StoredEvent } from './projection-types';

interface Envelope<R> {
  row: R;
}

interface Stream {
  events: ParkedEvent[];
}

interface Pointer {
  live: string;
  copies: number;
}

class Faster extends Error {}

export class ProjectionRunner<R> {
  readonly #db: Db;
  readonly #log: EventLog;
  readonly #projection: Projection<R>;
  readonly #name: string;

  constructor(d: { db: Db; log: EventLog; projection: Projection<R> }) {
    this.#db = d.db;
    this.#log = d.log;
    this.#projection = d.projection;
    this.#name = JSON.stringify(d.projection.name);
  }

  async runOnce(limit = 100): Promise<number> {
    const { live, position } = await this.#where();
    return (await this.#applyAll(live, position, limit)) - position;
  }

  async lag(): Promise<number> {
    const { position } = await this.#where();
    const lag = (await this.#log.head()) - position;
    return lag < 0 ? 0 : lag;
  }

  get(id: string): Promise<R | null> {
    return this.#reading(async (tx, live) => (await tx.get<Envelope<R>>('rows', live + id))?.row ?? null);
  }

  list(): Promise<{ id: string; row: R }[]> {
    return this.#reading(async (tx, live) => {
      const all = await tx.list<Envelope<R>>('rows');
      return all
        .filter(({ id }) => id.startsWith(live))
        .map(({ id, row: { row } }) => ({ id: id.slice(live.length), row }));
    });
  }

  parked(): Promise<ParkedEvent[]> {
    return this.#reading(async (tx, live) => {
      const all = await tx.list<Stream>('streams');
      return all
        .filter(({ id }) => id.startsWith(live))
        .flatMap(({ row }) => row.events)
        .sort((one, other) => one.position - other.position);
    });
  }

  async rebuild(): Promise<void> {
    await this.#first();
    const copy = await this.#db.transaction(async (tx) => {
      let number = 0;
      await tx.update<Pointer>('pointers', this.#name, (pointer) => {
        number = pointer.copies + 1;
        return { ...pointer, copies: number };
      });
      await tx.insert('checkpoints', this.#copy(number), { position: 0 });
      return this.#copy(number);
    });
    for (let reached = 0; ;) {
      const next = await this.#applyAll(copy, reached, 100);
      const old = next === reached ? await this.#swap(copy) : null;
      if (old !== null) return this.#clear(old);
      reached = next;
    }
  }

  /** Makes the copy the live one, unless the old model is further. Resolves to the old one. Whoever moves that one waits. */
  #swap(copy: string): Promise<string | null> {
    return this.#db.transaction(async (tx) => {
      const { live } = (await tx.getForUpdate<Pointer>('pointers', this.#name))!;
      const old = (await tx.getForUpdate<{ position: number }>('checkpoints', live))!;
      const young = (await tx.get<{ position: number }>('checkpoints', copy))!;
      if (young.position < old.position) return null;
      await tx.update<Pointer>('pointers', this.#name, (pointer) => ({ ...pointer, live: copy }));
      await tx.delete('checkpoints', live);
      return live;
    });
  }

  async #clear(copy: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      for (const table of ['rows', 'streams'])
        for (const { id } of await tx.list(table)) if (id.startsWith(copy)) await tx.delete(table, id);
    });
  }

  /** One transaction for each event, up to a gap, or until another runner is there. Resolves to the position reached. */
  async #applyAll(copy: string, from: number, limit: number): Promise<number> {
    const page = await this.#log.readAll(from, limit);
    let position = from;
    for (const event of page.filter(
      ({ position: at }, index) => at > from && at !== page[index - 1]?.position,
    )) {
      if (event.position !== position + 1) break;
      try {
        await this.#db.transaction((tx) => this.#applyOne(tx, copy, event));
      } catch (error) {
        if (error instanceof Faster) break;
        throw error;
      }
      position = event.position;
    }
    return position;
  }

  async #applyOne(tx: Tx, copy: string, event: StoredEvent): Promise<void> {
    const moved = await tx.update<{ position: number }>(
      'checkpoints',
      copy,
      () => ({ position: event.position }),
      ({ position }) => position === event.position - 1,
    );
    if (moved === 0) throw new Faster();
    const stopped = await tx.get<Stream>('streams', copy + event.streamId);
    const id = this.#try(() => this.#projection.rowId(event));
    if ('value' in id && id.value === null) return;
    if (stopped || !('value' in id))
      return this.#park(tx, copy, event, stopped, 'value' in id ? 'stopped' : id.error);
    const key = `${copy}${id.value}`;
    const old = await tx.get<Envelope<R>>('rows', key);
    const result = this.#try(() => this.#projection.apply(old ? old.row : null, event));
    if (!('value' in result)) return this.#park(tx, copy, event, null, result.error);
    await tx.delete('rows', key);
    await tx.insert('rows', key, { row: result.value });
  }

  async #park(tx: Tx, copy: string, event: StoredEvent, old: Stream | null, error: string): Promise<void> {
    const { position, streamId } = event;
    await tx.delete('streams', copy + streamId);
    await tx.insert('streams', copy + streamId, {
      events: [...(old?.events ?? []), { position, streamId, error }],
    });
  }

  #try<T>(call: () => T): { value: T } | { error: string } {
    try {
      return { value: call() };
    } catch (error) {
      return { error: `it can't be applied: ${String(error)}` };
    }
  }

  async #where(): Promise<{ live: string; position: number }> {
    await this.#first();
    return this.#reading(async (tx, live) => ({
      live,
      position: (await tx.get<{ position: number }>('checkpoints', live))!.position,
    }));
  }

  /** Makes pointer and checkpoint when there are none. Whoever comes second finds those of the first. */
  async #first(): Promise<void> {
    try {
      await this.#db.transaction(async (tx) => {
        if (await tx.get('pointers', this.#name)) return;
        await tx.insert<Pointer>('pointers', this.#name, { live: this.#copy(0), copies: 0 });
        await tx.insert('checkpoints', this.#copy(0), { position: 0 });
      });
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error;
    }
  }

  /** Readers lock the pointer, so that nobody swaps and clears away while they read. */
  #reading<T>(read: (tx: Tx, live: string) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (tx) => {
      const pointer = await tx.getForUpdate<Pointer>('pointers', this.#name);
      return read(tx, pointer?.live ?? this.#copy(0));
    });
  }

  /** What stands in front of the ids of a copy. No copy's beginning is the beginning of another's. */
  #copy(number: number): string {
    return `${this.#name} ${number}:`;
  }
}
