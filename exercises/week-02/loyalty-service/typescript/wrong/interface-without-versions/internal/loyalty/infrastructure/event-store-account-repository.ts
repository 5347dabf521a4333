/*
 * The event store as it was first drafted: save these events to that stream. No version goes in, so none can be
 * compared, and whoever writes last adds to a history that is no longer the one the decision was made on. Two
 * counters redeem the last 100 points at once, and both get a receipt.
 */
import type { Kv } from '../../../kit';
import type { AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import { EventLog } from './event-log';

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

  async save(id: string, account: LoyaltyAccount): Promise<void> {
    await this.#log.append(id, account.uncommitted, 'any');
  }
}
