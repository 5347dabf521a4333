/*
 * Whatever goes wrong is tried three times. When the store is overloaded, every request now asks it three times,
 * just when it can bear it least; and a save whose answer was lost is decided again without knowing whether it took
 * place.
 */
import type { LoyaltyAccount } from '../domain/account';
import type { AccountRepository, EventPublisher } from './ports';

const tries = 3;

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened. On an error it loads and decides again, three tries in all.
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
  const account = await retry(async () => {
    const { account, version } = (await repo.load(customerId)) ?? { account: whenUnknown(), version: 0 };
    decide(account);
    if (account.uncommitted.length > 0) await repo.save(customerId, account, version);
    return account;
  });
  await announce(pub, account);
  return account;
}

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === tries) throw error;
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
