import type { Clock } from '../../../kit';
import { LoyaltyAccount } from '../domain/account';
import type { Tier } from '../domain/tier';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

/** Saves and publishes even when nothing is new: both do nothing then. */
export class EarnPoints {
  constructor(
    private readonly repo: AccountRepository,
    private readonly pub: EventPublisher,
    private readonly clock: Clock,
  ) {}

  async execute(
    command: { customerId: string; orderId: string; amountMinor: number },
    triesLeft = 3,
  ): Promise<{ balance: number; tier: Tier }> {
    const at = this.clock.now();
    const loaded = await this.repo.load(command.customerId);
    const account = loaded?.account ?? LoyaltyAccount.create(command.customerId);
    account.earn({ txId: command.orderId, amountMinor: command.amountMinor, at });
    try {
      await this.repo.save(command.customerId, account, loaded?.version ?? 0);
    } catch (error) {
      if (error instanceof ConcurrencyError && triesLeft > 1) return this.execute(command, triesLeft - 1);
      throw error;
    }
    await this.pub.publish([...account.uncommitted]).catch(() => undefined);
    return { balance: account.balance(at), tier: account.tier(at) };
  }
}
