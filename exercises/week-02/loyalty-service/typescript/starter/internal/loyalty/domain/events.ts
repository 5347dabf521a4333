/**
 * What can happen to a loyalty account. Events are facts: they hold what was decided (the points, the instant), never
 * what it was decided from, so that a history reads the same after the rules change.
 */
export type LoyaltyEvent = PointsEarned | PointsRedeemed | PurchaseReversed | EarningFlagged;

/** A paid order brought points. `txId` is the order's id. */
export interface PointsEarned {
  readonly type: 'PointsEarned';
  readonly accountId: string;
  readonly txId: string;
  readonly amountMinor: number;
  readonly points: number;
  readonly at: number;
}

/** Points were exchanged for a reward. */
export interface PointsRedeemed {
  readonly type: 'PointsRedeemed';
  readonly accountId: string;
  readonly redemptionId: string;
  readonly points: number;
  readonly at: number;
}

/** An order was paid back, so its points are taken back. */
export interface PurchaseReversed {
  readonly type: 'PurchaseReversed';
  readonly accountId: string;
  readonly txId: string;
  readonly at: number;
}

/** More purchases in one hour than one person makes. The points count; somebody should look. */
export interface EarningFlagged {
  readonly type: 'EarningFlagged';
  readonly accountId: string;
  readonly txId: string;
  readonly earnsInLastHour: number;
  readonly at: number;
}
