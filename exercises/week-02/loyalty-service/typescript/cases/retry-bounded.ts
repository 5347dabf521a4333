// Ana's account is so busy that every save is a conflict. On another day, the connection breaks during the save.
// Set a breakpoint where your code catches the error of a save: what decides whether there is another try?
import { check, equal, fails, ManualClock } from '../support';
import { EarnPoints } from '../../internal/loyalty/application/earn-points';
import { ConcurrencyError } from '../../internal/loyalty/application/ports';

check('three tries, and only for conflicts', async () => {
  const savesUntilGivenUp = async (failure: Error) => {
    let saves = 0;
    const save = async () => {
      if (++saves <= 10) throw failure;
    };
    const accounts = { load: async () => null, save };
    const earnPoints = new EarnPoints(accounts, { publish: async () => undefined }, new ManualClock());
    const order = { customerId: 'ana', orderId: 'order-17', amountMinor: 5_000 };
    const error = await fails(
      () => earnPoints.execute(order),
      `earning, and the first 10 saves fail: ${failure.message}`,
    );
    equal(error, failure, 'the error that comes out');
    return saves;
  };

  equal(
    await savesUntilGivenUp(new ConcurrencyError(0, 1)),
    3,
    'the number of saves, each ending in a conflict',
  );
  equal(
    await savesUntilGivenUp(new Error('connection reset')),
    1,
    'the number of saves, ending in another error',
  );
});
