/*
 * A conflict is tried again until it works. An account that a faulty client hammers keeps every instance busy with
 * loading and replaying, and the requests of all other customers wait behind it.
 */
import type { LoyaltyAccount } from '../domain/account';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened. On a `ConcurrencyError` it loads and decides again, until nobody is in the way.
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
  const account = await retryOnConflict(async () => {
    const { account, version } = (await repo.load(customerId)) ?? { account: whenUnknown(), version: 0 };
    decide(account);
    if (account.uncommitted.length > 0) await repo.save(customerId, account, version);
    return account;
  });
  await announce(pub, account);
  return account;
}

async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConcurrencyError)) throw error;
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
