import type { Clock } from '../../kit';
import type { Db, Tx } from '../../kit/db';
import { DeltaRefusedError, ReservationGoneError, STOCK, type Delta, type Line, type Stock } from './stock';

const RESERVATIONS = 'reservations';
const DELTAS = 'deltas';

interface Reservation {
  state: 'held' | 'sold';
  /** Sku and number of units, each sku once, sorted. */
  units: [sku: string, qty: number][];
  endsAt: number;
}

/** Rolls a transaction back in which not every sku had enough. */
class Insufficient extends Error {}

/** Keeps units for orders. Other instances of this class use the same database at the same time. */
export class Inventory {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async reserve(orderId: string, lines: Line[], ttlMs: number): Promise<'reserved' | 'insufficient'> {
    if (lines.length === 0) throw new RangeError('An order needs a line.');
    for (const { sku, qty } of lines) if (!isCount(qty)) throw new RangeError(`${qty} units of ${sku}?`);
    if (!(ttlMs > 0 && ttlMs < Infinity)) throw new RangeError(`A reservation of ${ttlMs} ms?`);
    const units = unitsOf(lines);
    try {
      return await this.#transaction<'reserved'>(async (tx) => {
        const old = await tx.getForUpdate<Reservation>(RESERVATIONS, orderId);
        if (old && !this.#hasEnded(old)) return 'reserved';
        if (old) await free(tx, orderId, old);
        // Two callers with the same order meet here. The second waits, gets 23505 and then sees what the first has done.
        const endsAt = this.#clock.now() + ttlMs;
        await tx.insert<Reservation>(RESERVATIONS, orderId, { state: 'held', units, endsAt });
        for (const [sku, qty] of units) {
          const taken = await tx.update<Stock>(
            STOCK,
            sku,
            (row) => ({ ...row, reserved: row.reserved + qty }),
            (row) => row.quantity - row.reserved >= qty,
          );
          if (taken === 0) throw new Insufficient();
        }
        return 'reserved';
      });
    } catch (error) {
      if (error instanceof Insufficient) return 'insufficient';
      throw error;
    }
  }

  async confirm(orderId: string): Promise<void> {
    await this.#transaction(async (tx) => {
      const order = await tx.getForUpdate<Reservation>(RESERVATIONS, orderId);
      if (order?.state === 'sold') return;
      if (!order || this.#hasEnded(order)) throw new ReservationGoneError(orderId);
      for (const [sku, qty] of order.units) {
        await tx.update<Stock>(STOCK, sku, (row) => ({
          ...row,
          quantity: row.quantity - qty,
          reserved: row.reserved - qty,
        }));
      }
      await tx.update<Reservation>(RESERVATIONS, orderId, (row) => ({ ...row, state: 'sold' }));
    });
  }

  async release(orderId: string): Promise<void> {
    await this.#transaction(async (tx) => {
      const order = await tx.getForUpdate<Reservation>(RESERVATIONS, orderId);
      if (order?.state === 'held') await free(tx, orderId, order);
    });
  }

  async expireDue(): Promise<number> {
    let freed = 0;
    const orders = await this.#transaction((tx) => tx.list<Reservation>(RESERVATIONS));
    for (const { id } of orders.filter(({ row }) => this.#hasEnded(row))) {
      const isFreed = await this.#transaction(async (tx) => {
        const order = await tx.getForUpdate<Reservation>(RESERVATIONS, id);
        if (!order || !this.#hasEnded(order)) return false;
        await free(tx, id, order);
        return true;
      });
      if (isFreed) freed++;
    }
    return freed;
  }

  async applyDelta(delta: Delta): Promise<void> {
    const { location, seq, sku, delta: more } = delta;
    if (!isCount(seq) || !Number.isInteger(more)) throw new RangeError(`Delta ${seq}: ${more} units?`);
    await this.#transaction(async (tx) => {
      const message = JSON.stringify([location, seq]);
      if (await tx.get(DELTAS, message)) return;
      await tx.insert(DELTAS, message, {});
      const row = await tx.getForUpdate<Stock>(STOCK, sku);
      const quantity = (row?.quantity ?? 0) + more;
      const reserved = row?.reserved ?? 0;
      if (quantity < reserved) throw new DeltaRefusedError(delta);
      if (row) await tx.update<Stock>(STOCK, sku, (now) => ({ ...now, quantity }));
      else await tx.insert<Stock>(STOCK, sku, { quantity, reserved });
    });
  }

  #hasEnded({ state, endsAt }: Reservation): boolean {
    return state === 'held' && this.#clock.now() >= endsAt;
  }

  /** Runs it again for as long as the database refuses it because of somebody else's transaction. */
  async #transaction<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#db.transaction(fn);
      } catch (error) {
        if (attempt === 50 || !isConflict(error)) throw error;
      }
    }
  }
}

/** Gives the units of a reservation back. The caller has its row. */
async function free(tx: Tx, orderId: string, { units }: Reservation): Promise<void> {
  for (const [sku, qty] of units) {
    await tx.update<Stock>(STOCK, sku, (row) => ({ ...row, reserved: row.reserved - qty }));
  }
  await tx.delete(RESERVATIONS, orderId);
}

/** Each sku once, in one order for everybody, so that no two transactions wait for each other. */
function unitsOf(lines: readonly Line[]): Reservation['units'] {
  const units = new Map<string, number>();
  for (const { sku, qty } of lines) units.set(sku, (units.get(sku) ?? 0) + qty);
  return [...units.keys()].sort().map((sku) => [sku, units.get(sku)!]);
}

const isCount = (n: number): boolean => Number.isInteger(n) && n >= 1;

/** Somebody else's transaction was in the way: 23505 is a row that another caller inserted first. */
function isConflict(error: unknown): boolean {
  const conflicts: unknown[] = ['40001', '40P01', '23505'];
  return conflicts.includes((error as { code?: unknown }).code);
}
