import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';

/** What the accounts decide about the commands that a check sends: the events that have to be saved, in order. */
export class Model {
  readonly #accounts = new Map<string, LoyaltyAccount>();

  account(customerId: string): LoyaltyAccount {
    const account = this.#accounts.get(customerId) ?? LoyaltyAccount.create(customerId);
    this.#accounts.set(customerId, account);
    return account;
  }

  get customers(): readonly string[] {
    return [...this.#accounts.keys()];
  }

  events(customerId: string): readonly LoyaltyEvent[] {
    return this.account(customerId).uncommitted;
  }

  all(): readonly LoyaltyEvent[] {
    return this.customers.flatMap((id) => this.events(id));
  }
}
