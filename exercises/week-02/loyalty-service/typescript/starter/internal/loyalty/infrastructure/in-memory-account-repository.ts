import type { AccountRepository } from '../application/ports';
import type { LoyaltyAccount } from '../domain/account';

/** Keeps accounts in this object: for tests and for a first run on a laptop. Same contract as the one over the event log. */
export class InMemoryAccountRepository implements AccountRepository {
  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    throw new Error(
      'Not written yet: rebuild the account from the events you keep, or null when there are none.',
    );
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    throw new Error('Not written yet: append account.uncommitted when the saved version is expectedVersion.');
  }
}
