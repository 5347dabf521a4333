import type { LoyaltyAccount } from '../domain/account';
import type { AccountRepository, EventPublisher } from './ports';

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened. A `ConcurrencyError` means: load and decide again, three tries in all.
 *
 * A suggestion. No check looks at this function; write it differently, or leave it unused.
 *
 * @param whenUnknown the account to start from when nobody has saved one, or a throw
 */
export async function updateAccount(
  repo: AccountRepository,
  pub: EventPublisher,
  customerId: string,
  whenUnknown: () => LoyaltyAccount,
  decide: (account: LoyaltyAccount) => void,
): Promise<LoyaltyAccount> {
  throw new Error('Not written yet: load, decide, save at the loaded version, then publish.');
}
