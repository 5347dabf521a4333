import { InvalidAmount } from './errors';

export type Tier = 'bronze' | 'silver' | 'gold';

/** From highest to lowest: the points earned in a year that a tier asks for, and what it multiplies points by, in percent. */
const tiers: readonly { readonly tier: Tier; readonly from: number; readonly percent: number }[] = [
  { tier: 'gold', from: 2_000, percent: 150 },
  { tier: 'silver', from: 500, percent: 125 },
  { tier: 'bronze', from: 0, percent: 100 },
];

const pointsPerDollar = 10;

/** The tier of a customer who earned this many points in the last 365 days. */
export function tierFor(earnedInYear: number): Tier {
  return tiers.find(({ from }) => earnedInYear >= from)?.tier ?? 'bronze';
}

/** The points for a purchase: 10 for each whole dollar, times the tier's multiplier, rounded down once at the end. */
export function pointsFor(amountMinor: number, tier: Tier): number {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0) {
    throw new InvalidAmount('an amount of money is a whole number of cents, 0 or more');
  }
  const percent = tiers.find((candidate) => candidate.tier === tier)?.percent ?? 100;
  const wholeDollars = Math.floor(amountMinor / 100);
  return Math.floor((wholeDollars * pointsPerDollar * percent) / 100);
}
