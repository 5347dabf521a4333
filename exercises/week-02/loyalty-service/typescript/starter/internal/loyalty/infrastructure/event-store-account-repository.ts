import type { Kv } from '../../../kit';
import type { AccountRepository } from '../application/ports';
import type { LoyaltyAccount } from '../domain/account';

/**
 * Keeps each account as a stream of events in the store that all instances of the service share. `EventLog` beside this
 * file does the storing; this class makes an account of records, and speaks in the errors of the port.
 */
export class EventStoreAccountRepository implements AccountRepository {
  constructor(kv: Kv) {}

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    throw new Error('Not written yet: read the stream and replay it, or null when it is empty.');
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    throw new Error('Not written yet: append account.uncommitted at expectedVersion.');
  }
}
