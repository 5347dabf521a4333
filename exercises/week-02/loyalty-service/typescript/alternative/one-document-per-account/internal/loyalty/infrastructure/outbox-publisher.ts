import type { Broker, Kv, Msg } from '../../../kit';
import type { EventPublisher } from '../application/ports';
import {
  documentKey,
  parseDocument,
  parseIds,
  readDocument,
  unpublishedKey,
  writeDocument,
} from './account-document';

/** Sends, account by account, the events that the broker does not have yet, and moves the mark behind them. */
export class OutboxPublisher implements EventPublisher {
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(
    private readonly kv: Kv,
    private readonly broker: Broker,
  ) {}

  /** Commands of this instance that come while one round runs share the next one. */
  publish(): Promise<void> {
    if (this.#next) return this.#next;
    const round = this.#running.then(() => {
      this.#next = undefined;
      return this.#publishAll();
    });
    this.#running = round.catch(() => undefined);
    this.#next = round;
    return round;
  }

  async #publishAll(): Promise<void> {
    for (const id of parseIds(await this.kv.get(unpublishedKey))) await this.#publishAccount(id);
  }

  async #publishAccount(id: string): Promise<void> {
    const { events, published } = await readDocument(this.kv, id);
    const messages = events.slice(published).map((event, index): Msg => ({
      topic: 'loyalty.events',
      key: id,
      value: JSON.stringify(event),
      headers: { 'event-id': `${id}/${published + index}`, 'event-type': event.type },
    }));
    if (messages.length > 0) await this.broker.produce(messages);
    await this.kv.eval([documentKey(id), unpublishedKey], (tx) => {
      const current = parseDocument(tx.get(documentKey(id)));
      writeDocument(tx, id, { ...current, published: Math.max(current.published, events.length) });
    });
  }
}
