import type { Tier } from '../domain/tier';

/** From highest to lowest: the points earned in a year that a tier asks for, and what it multiplies points by, in percent. */
export function tierSettings(): readonly {
  readonly tier: Tier;
  readonly from: number;
  readonly percent: number;
}[] {
  return [
    { tier: 'gold', from: 2_000, percent: 150 },
    { tier: 'silver', from: 500, percent: 125 },
    { tier: 'bronze', from: 0, percent: 100 },
  ];
}
