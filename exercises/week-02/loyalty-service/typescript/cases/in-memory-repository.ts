// A command loads Ana's account, takes 100 points from it, and fails before it saves.
// Set a breakpoint where your InMemoryAccountRepository returns from load: who else holds this account?
import { check, equal } from '../support';
import { LoyaltyAccount } from '../../internal/loyalty/domain/account';
import { InMemoryAccountRepository } from '../../internal/loyalty/infrastructure/in-memory-account-repository';

check('a loaded account that nobody saves changes nothing', async () => {
  const at = 1_000_000;
  const accounts = new InMemoryAccountRepository();
  const ana = LoyaltyAccount.create('ana');
  ana.earn({ txId: 'order-1', amountMinor: 5_000, at });
  await accounts.save('ana', ana, 0);

  const first = await accounts.load('ana');
  first?.account.redeem({ redemptionId: 'mug-1', points: 100, at });
  const second = await accounts.load('ana');
  equal(second?.account.balance(at), 500, 'the balance after a command that was never saved');
  equal(second?.version, 1, 'the version of the account');
});
