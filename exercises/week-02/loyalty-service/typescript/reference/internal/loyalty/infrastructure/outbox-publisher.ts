import type { Broker, Kv, Msg } from '../../../kit';
import type { EventPublisher } from '../application/ports';
import { EventLog, type LogRecord } from './event-log';

/**
 * Publishes whatever waits in the outbox of the event log: the events of this command, which `save` has put there, and
 * those that an earlier command, here or on another instance, could not deliver.
 */
export class OutboxPublisher implements EventPublisher {
  readonly #log: EventLog;
  readonly #broker: Broker;
  #previous: Promise<unknown> = Promise.resolve();

  constructor(kv: Kv, broker: Broker) {
    this.#log = new EventLog(kv);
    this.#broker = broker;
  }

  /** After what other commands of this instance are sending: two at once would send the same records twice. */
  publish(): Promise<void> {
    const sent = this.#previous.then(() => this.#sendWaiting());
    this.#previous = sent.catch(() => undefined);
    return sent;
  }

  /** Confirms only after the broker has the messages: a crash in between sends them twice rather than never. */
  async #sendWaiting(): Promise<void> {
    const waiting = await this.#log.waiting();
    if (waiting.length === 0) return;
    await this.#broker.produce(waiting.map(toMessage));
    await this.#log.confirm(waiting.map(({ id }) => id));
  }
}

function toMessage({ id, stream, event }: LogRecord): Msg {
  return {
    topic: 'loyalty.events',
    key: stream,
    value: JSON.stringify(event),
    headers: { 'event-id': id, 'event-type': event.type },
  };
}
