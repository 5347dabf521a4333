import type { Clock } from '../../kit';
import type { Db, Tx } from '../../kit/db';
import { DeltaRefusedError, ReservationGoneError, STOCK, type Delta, type Line, type Stock } from './stock';

type Order = { is: 'held'; lines: Line[]; until: number } | { is: 'sold' } | { is: 'free' };

class BadOrder extends RangeError {}

/** Reads and writes as if nobody else were there. Whoever decided on something that is no longer so decides again. */
export class Inventory {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async reserve(orderId: string, lines: Line[], ttlMs: number): Promise<'reserved' | 'insufficient'> {
    const isPossible = lines.length > 0 && lines.every(({ qty }) => Number.isInteger(qty) && qty > 0);
    if (!isPossible || !Number.isFinite(ttlMs) || ttlMs <= 0)
      throw new BadOrder(`cannot be reserved: ${JSON.stringify({ orderId, lines, ttlMs })}`);
    const start = this.clock.now();
    return this.serially(async (tx) => {
      const order = await orderOf(tx, orderId);
      if (order.is === 'sold') return 'reserved';
      if (order.is === 'held') {
        if (start < order.until) return 'reserved';
        await this.change(tx, order.lines, (row, qty) => (row.reserved -= qty));
        await write(tx, 'orders', orderId, { is: 'free' } satisfies Order);
      }
      const wanted = new Map<string, number>();
      for (const { sku, qty } of lines) wanted.set(sku, qty + (wanted.get(sku) ?? 0));
      for (const [sku, qty] of wanted) {
        const row = await tx.get<Stock>(STOCK, sku);
        if (!row || row.quantity - row.reserved < qty) return 'insufficient';
      }
      await this.change(tx, lines, (row, qty) => (row.reserved += qty));
      await write(tx, 'orders', orderId, { is: 'held', lines, until: start + ttlMs } satisfies Order);
      return 'reserved';
    });
  }

  confirm(orderId: string): Promise<void> {
    return this.serially(async (tx) => {
      const order = await orderOf(tx, orderId);
      if (order.is === 'sold') return;
      if (order.is === 'free' || order.until <= this.clock.now()) throw new ReservationGoneError(orderId);
      await this.change(tx, order.lines, (row, qty) => {
        row.quantity -= qty;
        row.reserved -= qty;
      });
      await write(tx, 'orders', orderId, { is: 'sold' } satisfies Order);
    });
  }

  release(orderId: string): Promise<void> {
    return this.serially(async (tx) => {
      const order = await orderOf(tx, orderId);
      if (order.is !== 'held') return;
      await this.change(tx, order.lines, (row, qty) => (row.reserved -= qty));
      await write(tx, 'orders', orderId, { is: 'free' } satisfies Order);
    });
  }

  expireDue(): Promise<number> {
    return this.serially(async (tx) => {
      let count = 0;
      for (const { id, row } of await tx.list<Order>('orders')) {
        if (row.is !== 'held' || row.until > this.clock.now()) continue;
        await this.change(tx, row.lines, (stock, qty) => (stock.reserved -= qty));
        await write(tx, 'orders', id, { is: 'free' } satisfies Order);
        count++;
      }
      return count;
    });
  }

  async applyDelta(delta: Delta): Promise<void> {
    if (!Number.isInteger(delta.seq) || delta.seq < 1 || !Number.isInteger(delta.delta))
      throw new RangeError(`no such delta: ${JSON.stringify(delta)}`);
    return this.serially(async (tx) => {
      const table = `counted at ${delta.location}`;
      if (await tx.get(table, String(delta.seq))) return;
      const row = (await tx.get<Stock>(STOCK, delta.sku)) ?? { quantity: 0, reserved: 0 };
      if (row.quantity + delta.delta < row.reserved) throw new DeltaRefusedError(delta);
      await write(tx, STOCK, delta.sku, { ...row, quantity: row.quantity + delta.delta });
      await tx.insert(table, String(delta.seq), { sku: delta.sku });
    });
  }

  private async change(tx: Tx, lines: Line[], by: (row: Stock, qty: number) => void): Promise<void> {
    for (const { sku, qty } of lines) {
      await tx.update<Stock>(STOCK, sku, (row) => {
        by(row, qty);
        return row;
      });
    }
  }

  private async serially<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    for (let left = 20; ; left--) {
      try {
        return await this.db.transaction(fn, { isolation: 'serializable' });
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (left === 0 || (code !== '40001' && code !== '40P01' && code !== '23505')) throw error;
        await this.clock.sleep(1);
      }
    }
  }
}

async function orderOf(tx: Tx, id: string): Promise<Order> {
  return (await tx.get<Order>('orders', id)) ?? { is: 'free' };
}

async function write(tx: Tx, table: string, id: string, row: unknown): Promise<void> {
  if ((await tx.update(table, id, () => row)) === 0) await tx.insert(table, id, row);
}
