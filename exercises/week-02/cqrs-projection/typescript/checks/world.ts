import { DbServer, gates, type Gate } from 'codealong/checkkit';
import { ProjectionRunner } from '../reference/internal/order/application/projection';
import type {
  EventLog,
  Projection,
  StoredEvent,
} from '../reference/internal/order/application/projection-types';
import { boardOf, type Order, type Row } from './board';

export type Runner = ProjectionRunner<Row>;

/** A log in memory. */
export class Log {
  readonly all: StoredEvent[] = [];
  /** Positions of events that are still being written. */
  readonly missing = new Set<number>();
  /** Whether each event comes twice in a row, and the two before the page come again in front of it. */
  repeats = false;
  /** The largest number of events that was asked for at once. */
  asked = 0;

  /** Adds an event; its stream is named after its position when none is given. */
  add(order: Order, streamId = `order-${this.all.length + 1}`, id = `e-${this.all.length + 1}`): void {
    const version = this.all.filter((event) => event.streamId === streamId).length + 1;
    const position = this.all.length + 1;
    this.all.push({
      id,
      type: 'OrderPlaced',
      data: order,
      streamId,
      version,
      position,
      timestamp: 1_000 * position,
    });
  }

  /** Adds this many ordinary events of 13 streams and 12 shops. */
  addMany(count: number): void {
    for (let n = 0; n < count; n++) {
      const at = this.all.length;
      this.add({ shop: `shop-${(at % 12) + 1}` }, `order-${(at % 13) + 1}`);
    }
  }

  connect(gate: Gate): EventLog {
    const never = () => new Promise<never>(() => undefined);
    let number = 0;
    const request = async <T>(name: string, act: () => T): Promise<T> => {
      const operation = { name, keys: [], number: ++number };
      if (gate.dead) return never();
      await gate.before?.(operation);
      if (gate.dead) return never();
      const answer = act();
      await gate.after?.(operation);
      return gate.dead ? never() : answer;
    };
    return {
      readAll: (after, limit) => request('readAll', () => this.#page(after, limit)),
      head: () => request('head', () => this.readable.at(-1)?.position ?? 0),
    };
  }

  get readable(): readonly StoredEvent[] {
    return this.missing.size === 0
      ? this.all
      : this.all.filter(({ position }) => !this.missing.has(position));
  }

  #page(after: number, limit: number): StoredEvent[] {
    this.asked = Math.max(this.asked, limit);
    const readable = this.readable;
    const first = readable.findIndex(({ position }) => position > after);
    if (first < 0) return this.repeats ? readable.slice(-2).map(copyOf) : [];
    const next = readable.slice(first);
    if (!this.repeats) return next.slice(0, limit).map(copyOf);
    const old = readable.slice(Math.max(0, first - 2), first);
    return [...old, ...next.flatMap((event) => [event, event]).slice(0, limit)].map(copyOf);
  }
}

/** Whoever changes an event changes neither the log nor the same event when it comes again. */
function copyOf(event: StoredEvent): StoredEvent {
  return { ...event, data: { ...(event.data as Order) } };
}

/** A log and a database, and runners over them. */
export class World {
  readonly db = new DbServer();
  readonly log = new Log();

  constructor(count = 0) {
    this.log.addMany(count);
  }

  /** An instance of its own. */
  runner(gate: Gate = {}, board: Projection<Row> = boardOf()): Runner {
    return this.runnerOf(board, gate);
  }

  /** The same for any rows. Whoever asks again and again without an end gets no answer any more. */
  runnerOf<R>(projection: Projection<R>, gate: Gate = {}): ProjectionRunner<R> {
    const patient: Gate = {
      before: ({ number }) => (number > 10_000 ? new Promise(() => undefined) : undefined),
    };
    const guarded = gate.before || gate.after ? gates(patient, gate) : patient;
    return new ProjectionRunner<R>({
      db: this.db.connect(guarded),
      log: this.log.connect(guarded),
      projection,
    });
  }
}
