import type { Clock } from '../../../kit';
import type { LoyaltyAccount } from '../domain/account';
import { AccountNotFound, ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

/** A loop that ends with the first save that works, and with the third that does not. */
export class RedeemReward {
  constructor(
    private readonly repo: AccountRepository,
    private readonly pub: EventPublisher,
    private readonly clock: Clock,
  ) {}

  async execute(command: {
    customerId: string;
    redemptionId: string;
    points: number;
  }): Promise<{ balance: number }> {
    const at = this.clock.now();
    let conflict: ConcurrencyError | undefined;
    for (const _ of ['first', 'second', 'third']) {
      const loaded = await this.repo.load(command.customerId);
      if (!loaded) throw new AccountNotFound(command.customerId);
      loaded.account.redeem({ redemptionId: command.redemptionId, points: command.points, at });
      conflict = await this.#save(command.customerId, loaded);
      if (conflict) continue;
      await this.pub.publish([...loaded.account.uncommitted]).catch(() => undefined);
      return { balance: loaded.account.balance(at) };
    }
    throw conflict;
  }

  async #save(
    customerId: string,
    { account, version }: { account: LoyaltyAccount; version: number },
  ): Promise<ConcurrencyError | undefined> {
    try {
      await this.repo.save(customerId, account, version);
      return undefined;
    } catch (error) {
      if (error instanceof ConcurrencyError) return error;
      throw error;
    }
  }
}
