/*
 * The use case makes the repository it needs, since "there is only one anyway". What it was given goes unused: a
 * test can not put a double there, main.ts can not choose, and every instance of the use case has points of its
 * own.
 */
import type { Clock } from '../../../kit';
import { LoyaltyAccount } from '../domain/account';
import type { Tier } from '../domain/tier';
import { InMemoryAccountRepository } from '../infrastructure/in-memory-account-repository';
import type { AccountRepository, EventPublisher } from './ports';
import { updateAccount } from './update-account';

/** Gives a customer the points for a paid order. A customer without an account gets one. */
export class EarnPoints {
  readonly #repo: AccountRepository;
  readonly #pub: EventPublisher;
  readonly #clock: Clock;

  constructor(repo: AccountRepository, pub: EventPublisher, clock: Clock) {
    this.#repo = new InMemoryAccountRepository();
    this.#pub = pub;
    this.#clock = clock;
  }

  async execute(command: {
    customerId: string;
    orderId: string;
    amountMinor: number;
  }): Promise<{ balance: number; tier: Tier }> {
    const { customerId, orderId: txId, amountMinor } = command;
    const at = this.#clock.now();
    const account = await updateAccount(
      this.#repo,
      this.#pub,
      customerId,
      () => LoyaltyAccount.create(customerId),
      (account) => account.earn({ txId, amountMinor, at }),
    );
    return { balance: account.balance(at), tier: account.tier(at) };
  }
}
