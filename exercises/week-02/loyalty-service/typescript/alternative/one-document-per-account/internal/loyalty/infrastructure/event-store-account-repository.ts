import type { Kv } from '../../../kit';
import { ConcurrencyError, type AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import { documentKey, parseDocument, readDocument, unpublishedKey, writeDocument } from './account-document';

/** Keeps each account in one document, without an event log: the events behind `published` are its outbox. */
export class EventStoreAccountRepository implements AccountRepository {
  constructor(private readonly kv: Kv) {}

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const { events } = await readDocument(this.kv, id);
    return events.length > 0 ? { account: LoyaltyAccount.fromEvents(events), version: events.length } : null;
  }

  save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    return this.kv.eval([documentKey(id), unpublishedKey], (tx) => {
      const { events, published } = parseDocument(tx.get(documentKey(id)));
      if (events.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, events.length);
      if (account.uncommitted.length === 0) return;
      writeDocument(tx, id, { events: [...events, ...account.uncommitted], published });
    });
  }
}
