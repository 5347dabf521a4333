import { equal } from 'codealong/checkkit';
import { AccountNotFound } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints } from '../reference/internal/loyalty/domain/errors';
import { mustReturn, mustThrow, setUp } from './use-cases';

it('earn-on-doubles', async () => {
  const { accounts, earn } = setUp();
  const input = 'a new customer earns for order-1 of 5,000 cents';
  const told = { message: 'A first order does not open an account and bring its points.', input };
  const first = mustReturn(await earn('order-1', 5_000), told);
  equal(first, { balance: 500, tier: 'silver' }, told);
  equal(
    accounts.history('ana').map((event) => [event.type, 'txId' in event && event.txId]),
    [['PointsEarned', 'order-1']],
    {
      message:
        'The event is not in the repository that the use case was given, with the order id as its txId. Points that are kept anywhere else are gone after a restart.',
      input,
    },
  );
  const second = mustReturn(await earn('order-2', 2_000), {
    ...told,
    message: 'A second order brings nothing.',
  });
  equal(
    second,
    { balance: 750, tier: 'silver' },
    {
      message: 'The second order is not added to the account that the repository holds.',
      input: `${input}, then for order-2 of 2,000 cents at silver (1.25 times)`,
    },
  );
  equal(accounts.expectedVersions, [0, 1], {
    message:
      'The account is not saved with the version it was loaded with. Then nobody notices a change in between.',
    input: 'two orders, one event each',
  });
  const repeated = mustReturn(await earn('order-1', 5_000), {
    message: 'The same order again is an error.',
    input,
  });
  equal([repeated.balance, accounts.history('ana').length], [750, 2], {
    message:
      'The same order counts twice. Messages are delivered more than once: this gives away points every day.',
    input: `${input}, then for order-2, then for order-1 once more: balance and number of saved events`,
  });
});

it('redeem-on-doubles', async () => {
  const { accounts, publisher, given, redeem } = setUp();
  given(500);
  const input = 'balance 500, redeem 300 points as mug-1';
  const told = { message: 'Redeeming does not take the points from the account.', input };
  equal(mustReturn(await redeem('mug-1', 300), told), { balance: 200 }, told);
  equal([accounts.history('ana').at(-1)?.type, accounts.expectedVersions], ['PointsRedeemed', [1]], {
    message:
      'The redemption is not saved in the repository that was given, at the version it was loaded with.',
    input,
  });
  const repeated = mustReturn(await redeem('mug-1', 300), {
    message:
      'A redemption that a client repeats, because the answer was lost, is refused. It was paid for, and it is no new one.',
    input: `${input}, then the same again with 200 points left`,
  });
  equal(
    repeated,
    { balance: 200 },
    { message: 'The same redemption is paid twice when a client repeats it.', input },
  );
  const [savedBefore, publishedBefore] = [accounts.history('ana').length, publisher.published.length];
  mustThrow(await redeem('grinder-1', 201), InsufficientPoints, {
    message: 'More points can be spent than there are, or the caller cannot tell that this was the reason.',
    input: 'balance 200, redeem 201 points',
  });
  mustThrow(await redeem('mug-2', 10, 'nobody'), AccountNotFound, {
    message: 'A customer without an account is not told apart.',
    input: 'redeem for a customer that never earned',
  });
  const saved = accounts.history('ana').length + accounts.history('nobody').length;
  equal([saved, publisher.published.length], [savedBefore, publishedBefore], {
    message: 'A redemption that was refused left something behind.',
    input: 'a redemption of too many points and one for an unknown customer: saved and published events',
  });
});

it('balance-on-doubles', async () => {
  const { accounts, journal, given, read } = setUp();
  given(500);
  const told = {
    message: 'The balance is not the one of the account in the repository.',
    input: 'balance of ana, who earned 500',
  };
  const { customerId, balance, tier } = mustReturn(await read('ana'), told);
  equal({ customerId, balance, tier }, { customerId: 'ana', balance: 500, tier: 'silver' }, told);
  mustThrow(await read('nobody'), AccountNotFound, {
    message: 'A customer without an account looks like one with 0 points: a mistyped id is never noticed.',
    input: 'balance of a customer that never earned',
  });
  equal([journal, accounts.histories.size], [[], 1], {
    message:
      'Reading a balance writes. Reads are the most frequent call of all, and they must not compete with purchases.',
    input: 'two reads: what was saved, and how many accounts exist',
  });
});
