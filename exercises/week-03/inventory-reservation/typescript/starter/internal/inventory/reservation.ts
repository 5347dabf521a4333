import type { Clock } from '../../kit';
import type { Db } from '../../kit/db';
import type { Delta, Line } from './stock';

/** Keeps units for orders. Other instances of this class use the same database at the same time. */
export class Inventory {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * Keeps the units of all lines for `ttlMs` milliseconds, or none of them.
   * @throws RangeError for an order or a time that cannot be.
   */
  async reserve(orderId: string, lines: Line[], ttlMs: number): Promise<'reserved' | 'insufficient'> {
    throw new Error('Not written yet: reserve. Keep the units of all lines or of none (rule 1).');
  }

  /** The order is paid: its units are sold. @throws ReservationGoneError when it holds no reservation. */
  async confirm(orderId: string): Promise<void> {
    throw new Error('Not written yet: confirm. Sell what the order holds (rule 6).');
  }

  /** The order is given up: its units are free again. */
  async release(orderId: string): Promise<void> {
    throw new Error('Not written yet: release. Give back what the order holds (rule 7).');
  }

  /** Frees the units of all reservations that have ended. Resolves to the number of reservations that this call freed. */
  async expireDue(): Promise<number> {
    throw new Error('Not written yet: expireDue. Give back what nobody paid in time (rule 8).');
  }

  /**
   * Stage 3. Adds `delta` to the quantity once.
   * @throws DeltaRefusedError when it does not fit now, RangeError when it cannot be.
   */
  async applyDelta(delta: Delta): Promise<void> {
    throw new Error('Not written yet: applyDelta. Add what a location counted (rule 10).');
  }
}
