/*
 * An error of the publisher comes out of the use case. The points are saved, but the customer reads "something went
 * wrong" and orders again; and for as long as the broker is down, nobody can redeem anything at all.
 */
import type { LoyaltyAccount } from '../domain/account';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

const tries = 3;

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened. On a `ConcurrencyError` it loads and decides again, three tries in all.
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
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ConcurrencyError) || attempt === tries) throw error;
    }
  }
}

async function announce(pub: EventPublisher, account: LoyaltyAccount): Promise<void> {
  if (account.uncommitted.length > 0) await pub.publish([...account.uncommitted]);
}
