/*
 * Accounts are kept as they are, and the caller gets the very object. A command that changes it and then fails has
 * changed it all the same; two requests at once work on one account; and every test on this repository tells
 * nothing about the real one.
 */
import { ConcurrencyError, type AccountRepository } from '../application/ports';
import type { LoyaltyAccount } from '../domain/account';

/** Keeps accounts in this object: for tests and for a first run on a laptop. */
export class InMemoryAccountRepository implements AccountRepository {
  readonly #accounts = new Map<string, { account: LoyaltyAccount; version: number }>();

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    return this.#accounts.get(id) ?? null;
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    const actual = this.#accounts.get(id)?.version ?? 0;
    if (actual !== expectedVersion) throw new ConcurrencyError(expectedVersion, actual);
    this.#accounts.set(id, { account, version: account.uncommitted.length });
  }
}
