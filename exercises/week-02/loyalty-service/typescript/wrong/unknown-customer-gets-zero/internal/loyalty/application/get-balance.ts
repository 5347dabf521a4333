/*
 * A customer nobody knows gets a friendly answer: 0 points, bronze. A mistyped id in another service now looks like
 * a customer who lost everything, and nobody finds the typo.
 */
import type { Clock } from '../../../kit';
import type { Tier } from '../domain/tier';
import type { AccountRepository } from './ports';

/** What a customer has at this moment. */
export class GetBalance {
  readonly #repo: AccountRepository;
  readonly #clock: Clock;

  constructor(repo: AccountRepository, clock: Clock) {
    this.#repo = repo;
    this.#clock = clock;
  }

  async execute({
    customerId,
  }: {
    customerId: string;
  }): Promise<{ customerId: string; balance: number; tier: Tier }> {
    const found = await this.#repo.load(customerId);
    if (!found) return { customerId, balance: 0, tier: 'bronze' };
    const at = this.#clock.now();
    return { customerId, balance: found.account.balance(at), tier: found.account.tier(at) };
  }
}
