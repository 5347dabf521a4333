/*
 * First the stream, then the outbox: two writes, each of them atomic, and a moment between them. An instance that
 * dies in that moment leaves points that are saved and an event that nobody will ever send. The message comes
 * again, the account knows it already, and nothing is new.
 */
import type { Kv } from '../../../kit';
import { ConcurrencyError, type AccountRepository } from '../application/ports';
import { LoyaltyAccount } from '../domain/account';
import type { LoyaltyEvent } from '../domain/events';
import type { LogRecord } from './event-log';

const streamKey = (id: string): string => `loyalty:history:${id}`;
const outboxKey = 'loyalty:outbox';

export class EventStoreAccountRepository implements AccountRepository {
  readonly #kv: Kv;

  constructor(kv: Kv) {
    this.#kv = kv;
  }

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const events = parse<LoyaltyEvent>(await this.#kv.get(streamKey(id)));
    return events.length === 0
      ? null
      : { account: LoyaltyAccount.fromEvents(events), version: events.length };
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    await this.#kv.eval([streamKey(id)], (tx) => {
      const saved = parse<LoyaltyEvent>(tx.get(streamKey(id)));
      if (saved.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, saved.length);
      if (account.uncommitted.length > 0) {
        tx.set(streamKey(id), JSON.stringify([...saved, ...account.uncommitted]));
      }
    });
    await this.#kv.eval([outboxKey], (tx) => {
      const added = account.uncommitted.map((event, index): LogRecord => {
        const version = expectedVersion + index + 1;
        return { id: `${id}#${version}`, stream: id, version, event };
      });
      tx.set(outboxKey, JSON.stringify([...parse<LogRecord>(tx.get(outboxKey)), ...added]));
    });
  }
}

function parse<T>(text: string | null): T[] {
  return text === null ? [] : (JSON.parse(text) as T[]);
}
