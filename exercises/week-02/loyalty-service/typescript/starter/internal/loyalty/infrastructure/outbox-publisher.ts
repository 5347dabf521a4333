import type { Broker, Kv } from '../../../kit';
import type { EventPublisher } from '../application/ports';
import type { LoyaltyEvent } from '../domain/events';

/**
 * Publishes whatever waits in the outbox of the event log: the events of this command, which `save` has put there, and
 * those that an earlier command, here or on another instance, could not deliver.
 */
export class OutboxPublisher implements EventPublisher {
  constructor(kv: Kv, broker: Broker) {}

  /** Sends nothing yet. Stage 2: produce what waits in the outbox, and confirm it once the broker has it. */
  async publish(events: LoyaltyEvent[]): Promise<void> {}
}
