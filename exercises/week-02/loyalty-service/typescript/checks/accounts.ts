import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';

export const start = 1_000_000;
const minute = 60 * 1_000;
const day = 24 * 60 * minute;

/** A new account with one purchase. */
export function earned(id: string, txId: string, amountMinor: number): LoyaltyAccount {
  const account = LoyaltyAccount.create(id);
  account.earn({ txId, amountMinor, at: start });
  return account;
}

/** Days of an account, from one day until another: an order on each, on every second a redemption, on every fifth a reversal. */
export function live(account: LoyaltyAccount, from: number, to: number): void {
  for (let today = from; today < to; today++) {
    const at = start + today * day;
    account.earn({ txId: `o${today}`, amountMinor: 100 * (1 + (today % 7)), at });
    if (today % 2 === 1) account.redeem({ redemptionId: `r${today}`, points: 5, at: at + minute });
    if (today % 5 === 4) account.reverse({ txId: `o${today - 2}`, at: at + 2 * minute });
    if (today === 3)
      for (let more = 0; more < 6; more++) account.earn({ txId: `o3-${more}`, amountMinor: 100, at });
  }
}

/** What can be seen of an account that has lived until a day: some of its future, and which commands it does not know. */
export function state(account: LoyaltyAccount, until: number) {
  const months = Array.from({ length: 14 }, (_, month) => start + (until + 30 * month) * day);
  const seen = months.map((at) => `${account.balance(at)} ${account.tier(at)}`);
  const before = account.uncommitted.length;
  const at = start + until * day;
  for (let today = 0; today < until; today++) {
    account.earn({ txId: `o${today}`, amountMinor: 100, at });
    if (today % 2 === 1 && account.balance(at) > 0)
      account.redeem({ redemptionId: `r${today}`, points: 1, at });
  }
  return { seen, unknown: account.uncommitted.slice(before).length };
}

/** The id of the order or redemption that an event is about. */
export function subjectOf(event: LoyaltyEvent): string {
  return 'redemptionId' in event ? event.redemptionId : event.txId;
}

/** Texts that are easily taken for one another. */
export const lookAlikes: readonly string[] = [
  ...'x| x|x |X|x+y|x%2By|x%20y|x y|__proto__|constructor|0|#1|é|e\u0301'.split('|'),
  ...['1', '2'].map((end) => 'x'.repeat(300) + end),
];
