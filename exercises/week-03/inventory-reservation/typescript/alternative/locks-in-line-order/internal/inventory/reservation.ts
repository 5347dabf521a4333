import type { Clock } from '../../kit';
import type { Db, Tx } from '../../kit/db';
import { DeltaRefusedError, ReservationGoneError, STOCK, type Delta, type Line, type Stock } from './stock';

/** The row of an order stays forever, so that there is something to lock. `round` tells its reservations apart. */
interface Head {
  round: number;
  end: number | 'sold' | 'none';
  count: number;
}

interface Kept {
  sku: string;
  qty: number;
}

const HEADS = 'inventory_orders';
const LINES = 'inventory_lines';

export class Inventory {
  reserve: (orderId: string, lines: Line[], ttlMs: number) => Promise<'reserved' | 'insufficient'>;
  confirm: (orderId: string) => Promise<void>;
  release: (orderId: string) => Promise<void>;
  expireDue: () => Promise<number>;
  applyDelta: (delta: Delta) => Promise<void>;

  constructor(db: Db, clock: Clock) {
    const inTransaction = again(db, clock);

    this.reserve = async (orderId, lines, ttlMs) => {
      if (!lines.length || lines.some(({ qty }) => !(Number.isInteger(qty) && qty > 0)))
        throw new RangeError('lines');
      if (!(Number.isFinite(ttlMs) && ttlMs > 0)) throw new RangeError('ttlMs');
      await inTransaction((tx) => headOf(tx, orderId));
      return inTransaction(async (tx) => {
        const head = await headOf(tx, orderId);
        if (head.end === 'sold' || (head.end !== 'none' && clock.now() < head.end)) return 'reserved';
        if (head.end !== 'none') await giveBack(tx, orderId, head, false);
        const rows = new Map<string, Stock>();
        for (const { sku } of lines) {
          const row = rows.get(sku) ?? (await tx.getForUpdate<Stock>(STOCK, sku));
          if (row) rows.set(sku, row);
        }
        let isEnough = true;
        for (const { sku, qty } of lines) {
          const row = rows.get(sku);
          if (row) row.reserved += qty;
          if (!row || row.reserved > row.quantity) isEnough = false;
        }
        if (!isEnough) {
          await tx.update<Head>(HEADS, orderId, (now) => ({ ...now, end: 'none' }));
          return 'insufficient';
        }
        for (const [sku, row] of rows) await tx.update(STOCK, sku, () => row);
        const next: Head = { round: head.round + 1, end: clock.now() + ttlMs, count: lines.length };
        for (const [at, { sku, qty }] of lines.entries())
          await tx.insert<Kept>(LINES, JSON.stringify([orderId, next.round, at]), { sku, qty });
        await tx.update<Head>(HEADS, orderId, () => next);
        return 'reserved';
      });
    };

    this.confirm = (orderId) =>
      inTransaction(async (tx) => {
        const head = await tx.getForUpdate<Head>(HEADS, orderId);
        if (head?.end === 'sold') return;
        if (!head || head.end === 'none' || clock.now() >= head.end) throw new ReservationGoneError(orderId);
        await giveBack(tx, orderId, head, true);
        await tx.update<Head>(HEADS, orderId, (now) => ({ ...now, end: 'sold' }));
      });

    this.release = (orderId) =>
      inTransaction(async (tx) => {
        const head = await tx.getForUpdate<Head>(HEADS, orderId);
        if (!head || typeof head.end !== 'number') return;
        await giveBack(tx, orderId, head, false);
        await tx.update<Head>(HEADS, orderId, (now) => ({ ...now, end: 'none' }));
      });

    this.expireDue = async () => {
      const now = clock.now();
      const isDue = (head: Head | null): head is Head => typeof head?.end === 'number' && head.end <= now;
      const all = await inTransaction((tx) => tx.list<Head>(HEADS));
      const freed = await Promise.all(
        all
          .filter(({ row }) => isDue(row))
          .map(({ id }) =>
            inTransaction(async (tx) => {
              const head = await tx.getForUpdate<Head>(HEADS, id);
              if (!isDue(head)) return 0;
              await giveBack(tx, id, head, false);
              return tx.update<Head>(HEADS, id, (row) => ({ ...row, end: 'none' }));
            }),
          ),
      );
      return freed.reduce((sum, one) => sum + one, 0);
    };

    this.applyDelta = async (delta) => {
      if (!Number.isInteger(delta.seq) || delta.seq < 1) throw new RangeError('seq');
      if (!Number.isInteger(delta.delta)) throw new RangeError('delta');
      await inTransaction(async (tx) => {
        const id = `${delta.seq}/${delta.location}`;
        if ((await tx.get('inventory_deltas', id)) !== null) return;
        await tx.insert('inventory_deltas', id, delta);
        const isNew = (await tx.getForUpdate(STOCK, delta.sku)) === null;
        if (isNew && delta.delta >= 0)
          return tx.insert<Stock>(STOCK, delta.sku, { quantity: delta.delta, reserved: 0 });
        const changed = await tx.update<Stock>(
          STOCK,
          delta.sku,
          (row) => ({ ...row, quantity: row.quantity + delta.delta }),
          (row) => row.quantity + delta.delta >= row.reserved,
        );
        if (changed === 0) throw new DeltaRefusedError(delta);
      });
    };
  }
}

/** Locks the order's row, and makes it first when there is none. */
async function headOf(tx: Tx, orderId: string): Promise<Head> {
  const head = await tx.getForUpdate<Head>(HEADS, orderId);
  if (head) return head;
  const none: Head = { round: 0, end: 'none', count: 0 };
  await tx.insert(HEADS, orderId, none);
  return none;
}

async function giveBack(tx: Tx, orderId: string, { round, count }: Head, areSold: boolean): Promise<void> {
  for (let at = 0; at < count; at++) {
    const kept = await tx.get<Kept>(LINES, JSON.stringify([orderId, round, at]));
    if (!kept) continue;
    const { sku, qty } = kept;
    await tx.update<Stock>(STOCK, sku, (row) => ({
      ...row,
      quantity: row.quantity - (areSold ? qty : 0),
      reserved: row.reserved - qty,
    }));
  }
}

function again(db: Db, clock: Clock) {
  return async <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction(fn);
      } catch (error) {
        const code = (error as { code?: string }).code;
        const isWorthIt = code === '40001' || code === '40P01' || code === '23505';
        // The connection may come back: two more attempts.
        if (attempt >= (isWorthIt ? 30 : 3) || error instanceof RangeError || isOurs(error)) throw error;
        await clock.sleep(attempt * 5);
      }
    }
  };
}

const isOurs = (error: unknown): boolean =>
  error instanceof ReservationGoneError || error instanceof DeltaRefusedError;
