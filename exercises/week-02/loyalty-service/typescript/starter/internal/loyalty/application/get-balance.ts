import type { Clock } from '../../../kit';
import type { Tier } from '../domain/tier';
import type { AccountRepository } from './ports';

/** What a customer has at this moment. Throws `AccountNotFound` when the customer has no account. */
export class GetBalance {
  constructor(repo: AccountRepository, clock: Clock) {}

  async execute(query: { customerId: string }): Promise<{ customerId: string; balance: number; tier: Tier }> {
    throw new Error('Not written yet: load the account and ask it for its balance and tier at clock.now().');
  }
}
