import type { Clock } from '../../../kit';
import { AccountNotFound, type AccountRepository, type EventPublisher } from './ports';
import { attempt, CommandQueue, type Snapshot } from './update-account';

export class RedeemReward {
  readonly #queue = new CommandQueue();

  constructor(
    private readonly repo: AccountRepository,
    private readonly pub: EventPublisher,
    private readonly clock: Clock,
  ) {}

  execute(command: { customerId: string; redemptionId: string; points: number }): Promise<Snapshot> {
    const { customerId, redemptionId, points } = command;
    const nobody = (): never => {
      throw new AccountNotFound(customerId);
    };
    return this.#queue.run(customerId, () =>
      attempt({ repo: this.repo, pub: this.pub, clock: this.clock }, customerId, nobody, (account, at) =>
        account.redeem({ redemptionId, points, at }),
      ),
    );
  }
}
