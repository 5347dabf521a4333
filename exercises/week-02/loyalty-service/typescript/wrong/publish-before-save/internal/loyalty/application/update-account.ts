/*
 * First tell everybody, then save. When the save fails, or the process dies in between, the newsletter has already
 * congratulated on points that nobody has; and after a conflict the same purchase is announced twice.
 */
import type { LoyaltyAccount } from '../domain/account';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

const tries = 3;

/**
 * What earning and redeeming share: load the account, let `decide` change it, publish what happened, save it
 * at the version it was loaded with. On a `ConcurrencyError` it loads and decides again, three tries in all.
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
  return retryOnConflict(async () => {
    const { account, version } = (await repo.load(customerId)) ?? { account: whenUnknown(), version: 0 };
    decide(account);
    await announce(pub, account);
    if (account.uncommitted.length > 0) await repo.save(customerId, account, version);
    return account;
  });
}

async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConcurrencyError) || attempt === tries) throw error;
    }
  }
}

/** What happened is saved and stays true, whether or not others can be told of it right now. */
async function announce(pub: EventPublisher, account: LoyaltyAccount): Promise<void> {
  if (account.uncommitted.length === 0) return;
  try {
    await pub.publish([...account.uncommitted]);
  } catch {
    // `save` has put the events into the outbox as well: the next command delivers them.
  }
}
