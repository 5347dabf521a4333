/*
 * The instant comes from Date.now, and the clock that was given stays unused. No test can say when a purchase
 * happened, so nothing about expiry and tiers is ever tested; and a service that replays an old message dates it
 * today on whichever machine is wrong about the time.
 */
import type { Clock } from '../../../kit';
import { LoyaltyAccount } from '../domain/account';
import type { Tier } from '../domain/tier';
import type { AccountRepository, EventPublisher } from './ports';
import { updateAccount } from './update-account';

/** Gives a customer the points for a paid order. A customer without an account gets one. */
export class EarnPoints {
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
    orderId: string;
    amountMinor: number;
  }): Promise<{ balance: number; tier: Tier }> {
    const { customerId, orderId: txId, amountMinor } = command;
    const at = Date.now();
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
