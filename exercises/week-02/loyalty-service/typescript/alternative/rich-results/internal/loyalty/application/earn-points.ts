import type { Clock } from '../../../kit';
import { LoyaltyAccount } from '../domain/account';
import type { AccountRepository, EventPublisher } from './ports';
import { attempt, CommandQueue, type Snapshot } from './update-account';

export class EarnPoints {
  readonly #queue = new CommandQueue();

  constructor(
    private readonly repo: AccountRepository,
    private readonly pub: EventPublisher,
    private readonly clock: Clock,
  ) {}

  readonly execute = (command: {
    customerId: string;
    orderId: string;
    amountMinor: number;
  }): Promise<Snapshot> => {
    const { customerId, orderId: txId, amountMinor } = command;
    const ports = { repo: this.repo, pub: this.pub, clock: this.clock };
    return this.#queue.run(customerId, () =>
      attempt(
        ports,
        customerId,
        () => LoyaltyAccount.create(customerId),
        (account, at) => account.earn({ txId, amountMinor, at }),
      ),
    );
  };
}
