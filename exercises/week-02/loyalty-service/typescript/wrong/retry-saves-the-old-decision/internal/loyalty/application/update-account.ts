/*
 * After a conflict the same account is saved again, at the version the error names. The check on the version is
 * passed, and its purpose missed: "there are 100 points" was decided on a state that is gone, and both customers at
 * the counter get their mug.
 */
import type { LoyaltyAccount } from '../domain/account';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

const tries = 3;

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened. On a `ConcurrencyError` it saves again, three tries in all.
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
  const { account, version } = (await repo.load(customerId)) ?? { account: whenUnknown(), version: 0 };
  decide(account);
  if (account.uncommitted.length > 0) await saveSomehow(repo, customerId, account, version);
  await announce(pub, account);
  return account;
}

async function saveSomehow(
  repo: AccountRepository,
  customerId: string,
  account: LoyaltyAccount,
  version: number,
): Promise<void> {
  let expectedVersion = version;
  for (let attempt = 1; ; attempt++) {
    try {
      return await repo.save(customerId, account, expectedVersion);
    } catch (error) {
      if (!(error instanceof ConcurrencyError) || attempt === tries) throw error;
      expectedVersion = error.actual;
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
