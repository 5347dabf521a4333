import type { Clock } from '../../../kit';
import { AccountNotFound, type AccountRepository } from './ports';
import { Snapshot } from './update-account';

export class GetBalance {
  constructor(
    private readonly repo: AccountRepository,
    private readonly clock: Clock,
  ) {}

  async execute({ customerId }: { customerId: string }): Promise<Snapshot> {
    const at = this.clock.now();
    const found = await Promise.resolve().then(() => this.repo.load(customerId));
    if (found === null) throw new AccountNotFound(customerId);
    return new Snapshot(found.account, at);
  }
}
