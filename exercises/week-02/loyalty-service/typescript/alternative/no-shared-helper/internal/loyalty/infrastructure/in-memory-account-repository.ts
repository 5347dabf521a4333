import { ConcurrencyError, type AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import type { LoyaltyEvent } from '../domain/events';

/** One list of all events of all accounts, filtered on every load: slow, and right. */
export class InMemoryAccountRepository implements AccountRepository {
  #log: { id: string; event: LoyaltyEvent }[] = [];

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const events = this.#eventsOf(id);
    return events.length > 0 ? { account: LoyaltyAccount.fromEvents(events), version: events.length } : null;
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    const actual = this.#eventsOf(id).length;
    if (actual !== expectedVersion) throw new ConcurrencyError(expectedVersion, actual);
    this.#log = this.#log.concat(account.uncommitted.map((event) => ({ id, event })));
  }

  #eventsOf(id: string): LoyaltyEvent[] {
    return this.#log.filter((entry) => entry.id === id).map(({ event }) => event);
  }
}
