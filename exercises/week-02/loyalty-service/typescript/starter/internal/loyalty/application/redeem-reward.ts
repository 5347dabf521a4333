import type { Clock } from '../../../kit';
import type { AccountRepository, EventPublisher } from './ports';

/** Exchanges points for a reward. Throws `AccountNotFound` when the customer has no account. */
export class RedeemReward {
  constructor(repo: AccountRepository, pub: EventPublisher, clock: Clock) {}

  async execute(command: {
    customerId: string;
    redemptionId: string;
    points: number;
  }): Promise<{ balance: number }> {
    throw new Error('Not written yet: let the account redeem, save it, then publish.');
  }
}
