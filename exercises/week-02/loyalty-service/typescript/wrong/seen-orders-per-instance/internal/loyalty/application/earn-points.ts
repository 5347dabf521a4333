/*
 * Each instance remembers the orders it has seen, and gives every delivery a fresh transaction id. After a
 * rebalance the broker delivers the message to another instance, which has seen nothing: the order pays again, and
 * after every restart all orders of the last minutes do.
 */
import type { Clock } from '../../../kit';
import { LoyaltyAccount } from '../domain/account';
import type { Tier } from '../domain/tier';
import type { AccountRepository, EventPublisher } from './ports';
import { updateAccount } from './update-account';

let lastId = 0;
const freshId = (): number => ++lastId;

/** Gives a customer the points for a paid order. A customer without an account gets one. */
export class EarnPoints {
  readonly #repo: AccountRepository;
  readonly #pub: EventPublisher;
  readonly #clock: Clock;
  readonly #seen = new Map<string, string>();

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
    const { customerId, orderId, amountMinor } = command;
    const at = this.#clock.now();
    const txId = this.#seen.get(orderId) ?? `${orderId}@${freshId()}`;
    this.#seen.set(orderId, txId);
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
