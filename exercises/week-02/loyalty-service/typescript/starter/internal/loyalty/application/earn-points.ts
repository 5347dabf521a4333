import type { Clock } from '../../../kit';
import type { Tier } from '../domain/tier';
import type { AccountRepository, EventPublisher } from './ports';

/** Gives a customer the points for a paid order. A customer without an account gets one. */
export class EarnPoints {
  constructor(repo: AccountRepository, pub: EventPublisher, clock: Clock) {}

  async execute(command: {
    customerId: string;
    orderId: string;
    amountMinor: number;
  }): Promise<{ balance: number; tier: Tier }> {
    throw new Error(
      'Not written yet: let the account earn, with the order id as its txId, save it, then publish.',
    );
  }
}
