import type { Kv, KvTx } from '../../../kit';
import type { LoyaltyEvent } from '../domain/events';

/** An account as it is stored: its whole history, and how many of its events the broker has. */
export interface AccountDocument {
  readonly events: readonly LoyaltyEvent[];
  readonly published: number;
}

export const unpublishedKey = 'loyalty:unpublished';
export const documentKey = (id: string): string => `loyalty:account:${id}`;

export async function readDocument(kv: Kv, id: string): Promise<AccountDocument> {
  return parseDocument(await kv.get(documentKey(id)));
}

export function parseDocument(text: string | null): AccountDocument {
  return text === null ? { events: [], published: 0 } : (JSON.parse(text) as AccountDocument);
}

export function parseIds(text: string | null): readonly string[] {
  return text === null ? [] : (JSON.parse(text) as string[]);
}

/** Writes the document, and keeps its id on the list of accounts with something to publish as long as it has. */
export function writeDocument(tx: KvTx, id: string, document: AccountDocument): void {
  tx.set(documentKey(id), JSON.stringify(document));
  const others = parseIds(tx.get(unpublishedKey)).filter((listed) => listed !== id);
  const isDone = document.published === document.events.length;
  tx.set(unpublishedKey, JSON.stringify(isDone ? others : [...others, id]));
}
