/*
 * Marketing wants to change the tiers without a release, so the domain asks the settings for them. The arrow now
 * points outwards: the rules about points can not be read, tested or replayed without whatever the settings are
 * kept in, and yesterday's purchase is worth something else today.
 */
import { tierSettings } from '../infrastructure/tier-settings';
import { InvalidAmount } from './errors';

export type Tier = 'bronze' | 'silver' | 'gold';

const tiers = tierSettings();

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
