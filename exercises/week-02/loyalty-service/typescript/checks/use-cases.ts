import type { Clock } from '../../../../kit/typescript/kit';
import { EarnPoints } from '../reference/internal/loyalty/application/earn-points';
import { GetBalance } from '../reference/internal/loyalty/application/get-balance';
import { RedeemReward } from '../reference/internal/loyalty/application/redeem-reward';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';
import { FakeAccounts, FakePublisher, Traffic, WatchedClock } from './doubles';

/** The three use cases on doubles for every port. */
export function setUp<C extends Clock = WatchedClock>(clock: C = new WatchedClock() as Clock as C) {
  const journal: string[] = [];
  const traffic = new Traffic();
  const accounts = new FakeAccounts(journal, traffic);
  const publisher = new FakePublisher(journal, traffic);
  const earning = new EarnPoints(accounts, publisher, clock);
  const redeeming = new RedeemReward(accounts, publisher, clock);
  const reading = new GetBalance(accounts, clock);
  /** What was under way when the last call returned. */
  const left = { open: 0, began: 0 };
  const journaled = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } finally {
      journal.push('returned');
      Object.assign(left, traffic);
    }
  };
  return {
    ...{ journal, traffic, left, accounts, publisher, clock },
    earn: (orderId: string, amountMinor: number, customerId = 'ana') =>
      journaled(earning.execute({ customerId, orderId, amountMinor })),
    redeem: (redemptionId: string, points: number, customerId = 'ana') =>
      journaled(redeeming.execute({ customerId, redemptionId, points })),
    read: (customerId: string) => journaled(reading.execute({ customerId })),
    /** How many events are saved, of all customers, and how many were published. */
    counts: () => ({
      saved: [...accounts.histories.values()].flat().length,
      published: publisher.published.length,
    }),
  };
}

/** Points that came from elsewhere, so that a check about one use case does not need another one. */
export function given(points: number, at = 1_000_000, txId = `given-${points}`): LoyaltyEvent {
  return { type: 'PointsEarned', accountId: 'ana', txId, amountMinor: points * 10, points, at };
}

/** Points that were spent elsewhere. */
export function spent(points: number, redemptionId = `spent-${points}`, at = 1_000_000): LoyaltyEvent {
  return { type: 'PointsRedeemed', accountId: 'ana', redemptionId, points, at };
}
