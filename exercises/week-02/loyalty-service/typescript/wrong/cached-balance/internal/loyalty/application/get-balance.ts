/*
 * Reading is frequent, so each instance keeps what it once read. The customer redeems on one instance, looks at the
 * balance through another, and sees the points still there.
 */
import type { Clock } from '../../../kit';
import type { Tier } from '../domain/tier';
import { AccountNotFound, type AccountRepository } from './ports';

/** What a customer has at this moment. Throws `AccountNotFound` when the customer has no account. */
export class GetBalance {
  readonly #repo: AccountRepository;
  readonly #clock: Clock;
  readonly #read = new Map<string, { customerId: string; balance: number; tier: Tier }>();

  constructor(repo: AccountRepository, clock: Clock) {
    this.#repo = repo;
    this.#clock = clock;
  }

  async execute({
    customerId,
  }: {
    customerId: string;
  }): Promise<{ customerId: string; balance: number; tier: Tier }> {
    const known = this.#read.get(customerId);
    if (known) return known;
    const found = await this.#repo.load(customerId);
    if (!found) throw new AccountNotFound(customerId);
    const at = this.#clock.now();
    const result = { customerId, balance: found.account.balance(at), tier: found.account.tier(at) };
    this.#read.set(customerId, result);
    return result;
  }
}
