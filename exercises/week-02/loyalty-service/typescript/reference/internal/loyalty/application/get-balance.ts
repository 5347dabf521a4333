import type { Clock } from '../../../kit';
import type { Tier } from '../domain/tier';
import { AccountNotFound, type AccountRepository } from './ports';

/** What a customer has at this moment. Throws `AccountNotFound` when the customer has no account. */
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
    if (!found) throw new AccountNotFound(customerId);
    const at = this.#clock.now();
    return { customerId, balance: found.account.balance(at), tier: found.account.tier(at) };
  }
}
