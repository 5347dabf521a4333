/*
 * The events of the command go straight to the broker, and when it does not answer, that was it: the use case goes
 * on, as it should, and nobody holds the events any more. A short outage of the broker, and for ever after the
 * other services know fewer points than this one.
 */
import type { Broker, Kv, Msg } from '../../../kit';
import type { EventPublisher } from '../application/ports';
import type { LoyaltyEvent } from '../domain/events';

export class OutboxPublisher implements EventPublisher {
  readonly #broker: Broker;

  constructor(_kv: Kv, broker: Broker) {
    this.#broker = broker;
  }

  async publish(events: LoyaltyEvent[]): Promise<void> {
    await this.#broker.produce(events.map(toMessage));
  }
}

function toMessage(event: LoyaltyEvent): Msg {
  const about = event.type === 'PointsRedeemed' ? event.redemptionId : event.txId;
  return {
    topic: 'loyalty.events',
    key: event.accountId,
    value: JSON.stringify(event),
    headers: { 'event-id': `${event.accountId}-${event.type}-${about}`, 'event-type': event.type },
  };
}
