import { ConcurrencyError, type AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import type { LoyaltyEvent } from '../domain/events';

/** Keeps accounts in this object: for tests and for a first run on a laptop. Same contract as the one over the event log. */
export class InMemoryAccountRepository implements AccountRepository {
  /** Events rather than accounts: an account is changeable, and whoever loads one must not change ours. */
  readonly #histories = new Map<string, readonly LoyaltyEvent[]>();

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const history = this.#histories.get(id);
    return history ? { account: LoyaltyAccount.fromEvents(history), version: history.length } : null;
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    const history = this.#histories.get(id) ?? [];
    if (history.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, history.length);
    if (account.uncommitted.length > 0) this.#histories.set(id, [...history, ...account.uncommitted]);
  }
}
