const day = 24 * 60 * 60 * 1_000;
const year = 365 * day;

/** The points of one purchase. */
interface Lot {
  readonly txId: string;
  readonly at: number;
  readonly earned: number;
  unspent: number;
  reversed: boolean;
}

/**
 * The points of an account, purchase by purchase. A lot counts for 365 days: at the very instant `at + 365 days` it no
 * longer does, neither for the balance nor for the tier. Nothing in here refuses anything: it only keeps the books.
 */
export class Lots {
  readonly #lots: Lot[] = [];
  /** Points that were spent and had to be taken back later. The next purchases pay for them. */
  #debt = 0;

  has(txId: string): boolean {
    return this.#find(txId) !== undefined;
  }

  isReversed(txId: string): boolean {
    return this.#find(txId)?.reversed ?? false;
  }

  add(txId: string, points: number, at: number): void {
    const repaid = Math.min(this.#debt, points);
    this.#debt -= repaid;
    this.#lots.push({ txId, at, earned: points, unspent: points - repaid, reversed: false });
    this.#lots.sort((a, b) => a.at - b.at);
  }

  /** Takes points from the oldest lots first. What the lots do not cover becomes debt. */
  spend(points: number, at: number): void {
    let missing = points;
    for (const lot of this.#liveAt(at)) {
      const taken = Math.min(lot.unspent, missing);
      lot.unspent -= taken;
      missing -= taken;
    }
    this.#debt += missing;
  }

  /** Removes a purchase. Its points that were already spent are taken from the other lots. */
  reverse(txId: string, at: number): void {
    const lot = this.#find(txId);
    if (!lot || lot.reversed) return;
    const spent = lot.earned - lot.unspent;
    lot.unspent = 0;
    lot.reversed = true;
    this.spend(spent, at);
  }

  balance(at: number): number {
    const unspent = this.#liveAt(at).reduce((sum, lot) => sum + lot.unspent, 0);
    return Math.max(0, unspent - this.#debt);
  }

  /** The points earned in the 365 days before `at`, spent or not. */
  earnedInYear(at: number): number {
    return this.#liveAt(at).reduce((sum, lot) => sum + lot.earned, 0);
  }

  countSince(start: number): number {
    return this.#lots.filter((lot) => lot.at > start).length;
  }

  #find(txId: string): Lot | undefined {
    return this.#lots.find((lot) => lot.txId === txId);
  }

  #liveAt(at: number): readonly Lot[] {
    return this.#lots.filter((lot) => !lot.reversed && at < lot.at + year);
  }
}
