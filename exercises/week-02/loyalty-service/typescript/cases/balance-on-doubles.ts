// Somebody mistypes a customer id and asks for its balance.
// Set a breakpoint where your GetBalance has loaded the account: what does it do with null?
import { check, equal, fails, ManualClock } from '../support';
import { GetBalance } from '../../internal/loyalty/application/get-balance';
import { AccountNotFound, type AccountRepository } from '../../internal/loyalty/application/ports';

check('a customer without an account is no customer with 0 points', async () => {
  let saves = 0;
  const accounts: AccountRepository = { load: async () => null, save: async () => void saves++ };
  const getBalance = new GetBalance(accounts, new ManualClock());

  const error = await fails(
    () => getBalance.execute({ customerId: 'anna' }),
    'the balance of an unknown customer',
  );
  equal(error instanceof AccountNotFound, true, `whether the error is AccountNotFound (it is: ${error})`);
  equal(saves, 0, 'how often something was saved');
});
