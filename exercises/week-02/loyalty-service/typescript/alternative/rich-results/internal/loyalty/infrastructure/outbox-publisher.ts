import type { Broker, Kv, Msg } from '../../../kit';
import type { EventPublisher } from '../application/ports';
import { EventLog, type LogRecord } from './event-log';

/** Sends what waits message by message, and confirms each one before the next. Commands of one instance take turns. */
export class OutboxPublisher implements EventPublisher {
  readonly #log: EventLog;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    kv: Kv,
    private readonly broker: Broker,
  ) {
    this.#log = new EventLog(kv);
  }

  async publish(): Promise<void> {
    const before = this.#turn;
    let pass = (): void => undefined;
    this.#turn = new Promise((resolve) => (pass = resolve));
    await before;
    try {
      for (const record of await this.#log.waiting()) {
        await this.broker.produce([toMessage(record)]);
        await this.#log.confirm([record.id]);
      }
    } finally {
      pass();
    }
  }
}

function toMessage({ id, stream, version, event }: LogRecord): Msg {
  const value = new TextEncoder().encode(JSON.stringify({ ...event, version }));
  const headers = { 'event-id': id, 'event-type': event.type, 'content-type': 'application/json' };
  return { topic: 'loyalty.events', key: stream, value, headers };
}
