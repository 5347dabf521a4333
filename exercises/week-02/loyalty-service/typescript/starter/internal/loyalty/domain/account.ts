import { InsufficientPoints, InvalidAmount, UnknownPurchase } from './errors';
import type { LoyaltyEvent } from './events';
import { Lots } from './lots';
import { pointsFor, tierFor, type Tier } from './tier';

const hour = 60 * 60 * 1_000;
const unsuspiciousEarnsPerHour = 5;

/**
 * A customer's loyalty account: the only place that decides about points. A command (`earn`, `redeem`, `reverse`)
 * checks the rules and records events; `#apply` alone changes state, and checks nothing, so that a history always
 * loads. The account reads no clock and knows no store: the instant comes in as `at`, and somebody else saves
 * `uncommitted`.
 */
export class LoyaltyAccount {
  readonly id: string;
  readonly #lots = new Lots();
  readonly #redemptions = new Set<string>();
  readonly #uncommitted: LoyaltyEvent[] = [];

  private constructor(id: string) {
    this.id = id;
  }

  /** An account without a history. It exists for others once its first events are saved. */
  static create(id: string): LoyaltyAccount {
    return new LoyaltyAccount(id);
  }

  /** The account that these events add up to. It has nothing uncommitted. */
  static fromEvents(events: readonly LoyaltyEvent[]): LoyaltyAccount {
    const [first] = events;
    if (!first) throw new Error('an account without events does not exist');
    const account = new LoyaltyAccount(first.accountId);
    for (const event of events) account.#apply(event);
    return account;
  }

  /** What happened since the account was created or loaded, oldest first. */
  get uncommitted(): readonly LoyaltyEvent[] {
    return [...this.#uncommitted];
  }

  /** Points for a purchase, at the tier the customer had before it. The same `txId` again changes nothing. */
  earn({ txId, amountMinor, at }: { txId: string; amountMinor: number; at: number }): void {
    if (this.#lots.has(txId)) return;
    const points = pointsFor(amountMinor, this.tier(at));
    this.#record({ type: 'PointsEarned', accountId: this.id, txId, amountMinor, points, at });
    const earnsInLastHour = this.#lots.countSince(at - hour);
    if (earnsInLastHour > unsuspiciousEarnsPerHour) {
      this.#record({ type: 'EarningFlagged', accountId: this.id, txId, earnsInLastHour, at });
    }
  }

  /** Spends points. Throws `InsufficientPoints` when there are too few. The same `redemptionId` again changes nothing. */
  redeem({ redemptionId, points, at }: { redemptionId: string; points: number; at: number }): void {
    if (this.#redemptions.has(redemptionId)) return;
    if (!Number.isSafeInteger(points) || points <= 0) {
      throw new InvalidAmount('a reward costs a whole number of points, 1 or more');
    }
    const balance = this.balance(at);
    if (points > balance) throw new InsufficientPoints(points, balance);
    this.#record({ type: 'PointsRedeemed', accountId: this.id, redemptionId, points, at });
  }

  /** Takes a purchase back. Twice is the same as once; a purchase that never was throws `UnknownPurchase`. */
  reverse({ txId, at }: { txId: string; at: number }): void {
    if (!this.#lots.has(txId)) throw new UnknownPurchase(txId);
    if (this.#lots.isReversed(txId)) return;
    this.#record({ type: 'PurchaseReversed', accountId: this.id, txId, at });
  }

  /** The points the customer can spend at this instant. Never negative. */
  balance(at: number): number {
    return this.#lots.balance(at);
  }

  /** The tier at this instant. It depends on what was earned in 365 days, so spending never lowers it. */
  tier(at: number): Tier {
    return tierFor(this.#lots.earnedInYear(at));
  }

  #record(event: LoyaltyEvent): void {
    this.#apply(event);
    this.#uncommitted.push(event);
  }

  #apply(event: LoyaltyEvent): void {
    switch (event.type) {
      case 'PointsEarned':
        return this.#lots.add(event.txId, event.points, event.at);
      case 'PointsRedeemed':
        this.#redemptions.add(event.redemptionId);
        return this.#lots.spend(event.points, event.at);
      case 'PurchaseReversed':
        return this.#lots.reverse(event.txId, event.at);
      case 'EarningFlagged':
        return;
    }
  }
}
