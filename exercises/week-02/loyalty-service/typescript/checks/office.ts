import { equal, KvServer, ManualClock, sameList } from 'codealong/checkkit';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import { FakeBroker } from './doubles';
import { about, checkMessages, describeEvent } from './messages';
import { deliver, paid, post, startInstance } from './service';

const minute = 60 * 1_000;
const regulars = ['ana', 'a', 'a1', 'an'];

/** Sends commands to two instances on one store, and knows by accounts of its own which events have to arrive. */
export class Office {
  readonly store = new KvServer();
  readonly clock = new ManualClock();
  readonly broker = new FakeBroker();
  readonly #instances = [this.#start(), this.#start()] as const;
  readonly #accounts = new Map<string, LoyaltyAccount>();

  /** What an account decides about the commands that are sent for its customer. */
  account(customerId: string): LoyaltyAccount {
    const account = this.#accounts.get(customerId) ?? LoyaltyAccount.create(customerId);
    this.#accounts.set(customerId, account);
    return account;
  }

  async orderPaid(on: 0 | 1, customerId: string, txId: string, amountMinor: number): Promise<void> {
    this.account(customerId).earn({ txId, amountMinor, at: this.clock.now() });
    await deliver(this.#instances[on], paid(txId, customerId, amountMinor));
  }

  async earn(on: 0 | 1, customerId: string, orderId: string, amountMinor: number): Promise<void> {
    this.account(customerId).earn({ txId: orderId, amountMinor, at: this.clock.now() });
    await this.#post(on, `/loyalty/${customerId}/earn`, { orderId, amountMinor });
  }

  async redeem(on: 0 | 1, customerId: string, redemptionId: string, points: number): Promise<void> {
    this.account(customerId).redeem({ redemptionId, points, at: this.clock.now() });
    await this.#post(on, `/loyalty/${customerId}/redeem`, { redemptionId, points });
  }

  /** One round of many commands of all kinds, for up to sixteen customers. */
  async commands(round: number, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      await this.clock.advance(2 * minute);
      const regular = regulars[n % 4] ?? 'ana';
      const id = n % 5 === 0 && n % 9 < 7 ? `guest-${(n / 5) % 12}` : regular;
      const on = n % 3 === 0 ? 0 : 1;
      if (n % 9 < 4) await this.orderPaid(on, id, `${round}-${n}`, 700);
      else if (n % 9 < 7) await this.earn(on, id, `${round}-${n}`, 500);
      else await this.redeem(on, id, `mug-${round}-${Math.floor(n / 9)}`, 3);
    }
  }

  /** The events of each customer have arrived, once each and in order, as messages that keep the convention. */
  haveArrived(input: string): void {
    for (const [id, { uncommitted }] of this.#accounts) {
      sameList(about(this.broker.accepted, id), uncommitted.map(describeEvent), {
        message: 'Events have not arrived once each, in the order in which they were saved.',
        input: `${input}: messages about "${id}"`,
      });
    }
    const events = [...this.#accounts.values()].flatMap(({ uncommitted }) => uncommitted);
    checkMessages(this.broker.accepted, events);
  }

  #start() {
    return startInstance(this.store, { broker: this.broker, clock: this.clock });
  }

  async #post(on: 0 | 1, path: string, body: object): Promise<void> {
    const { status } = await post(this.#instances[on], path, body);
    equal(status, 200, {
      message: 'A command fails.',
      input: `POST ${path} ${JSON.stringify(body)}: status`,
    });
  }
}
