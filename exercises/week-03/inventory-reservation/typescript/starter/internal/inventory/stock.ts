/** The table with one row for each sku, found by the sku. The shop window and the purchasing department read it. */
export const STOCK = 'stock';

/** A row of `stock`. Rows may have more fields than these: leave them as they are. */
export interface Stock {
  /** Units in the store room, sold ones excluded. */
  quantity: number;
  /** Units of `quantity` that are kept for orders which are not paid yet. 0 ≤ reserved ≤ quantity. */
  reserved: number;
}

export interface Line {
  sku: string;
  /** A whole number from 1. */
  qty: number;
}

/** What a location counted: a delivery (above 0) or a loss (below 0) of one sku. */
export interface Delta {
  location: string;
  /** 1, 2, 3, … for each location, over all of its skus. Messages may be repeated and may arrive in any order. */
  seq: number;
  sku: string;
  delta: number;
}

/** There is nothing to confirm: the order was never reserved, or its reservation was released or has ended. */
export class ReservationGoneError extends Error {
  readonly orderId: string;

  constructor(orderId: string) {
    super(`There is no reservation for order ${JSON.stringify(orderId)}.`);
    this.name = 'ReservationGoneError';
    this.orderId = orderId;
  }
}

/** The delta would leave fewer units than are reserved. Nothing was changed: deliver it again later. */
export class DeltaRefusedError extends Error {
  constructor({ location, seq, sku, delta }: Delta) {
    super(`Delta ${seq} of ${location} does not fit now: ${delta} of ${sku}.`);
    this.name = 'DeltaRefusedError';
  }
}
