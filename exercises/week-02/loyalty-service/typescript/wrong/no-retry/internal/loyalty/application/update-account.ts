/*
 * One try. Two purchases of the same customer in the same moment, from the till and from the app, and one of them
 * is refused: the version check does its work, and nobody uses the answer.
 */
import type { LoyaltyAccount } from '../domain/account';
import type { AccountRepository, EventPublisher } from './ports';

/**
 * What earning and redeeming share: load the account, let `decide` change it, save it at the version it was loaded
 * with, publish what happened.
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
  if (account.uncommitted.length > 0) await repo.save(customerId, account, version);
  await announce(pub, account);
  return account;
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
