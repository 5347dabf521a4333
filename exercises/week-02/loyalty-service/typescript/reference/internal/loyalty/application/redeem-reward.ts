import type { Clock } from '../../../kit';
import { AccountNotFound, type AccountRepository, type EventPublisher } from './ports';
import { updateAccount } from './update-account';

/** Exchanges points for a reward. Throws `AccountNotFound` when the customer has no account. */
export class RedeemReward {
  readonly #repo: AccountRepository;
  readonly #pub: EventPublisher;
  readonly #clock: Clock;

  constructor(repo: AccountRepository, pub: EventPublisher, clock: Clock) {
    this.#repo = repo;
    this.#pub = pub;
    this.#clock = clock;
  }

  async execute(command: {
    customerId: string;
    redemptionId: string;
    points: number;
  }): Promise<{ balance: number }> {
    const { customerId, redemptionId, points } = command;
    const at = this.#clock.now();
    const account = await updateAccount(
      this.#repo,
      this.#pub,
      customerId,
      () => {
        throw new AccountNotFound(customerId);
      },
      (account) => account.redeem({ redemptionId, points, at }),
    );
    return { balance: account.balance(at) };
  }
}
