import { equal } from 'codealong/checkkit';
import { ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints } from '../reference/internal/loyalty/domain/errors';
import { mustReturn, mustThrow, setUp } from './use-cases';

it('retry-reloads', async () => {
  const { accounts, given, spent, earn, redeem } = setUp();
  given(500);
  accounts.onNextSave(() => given(100));
  const input = 'balance 500; while order-1 of 1,000 cents is handled, another instance adds 100 points';
  const told = {
    message:
      'An order is refused because another instance saved the same account first. Nobody did anything wrong.',
    input,
  };
  equal(mustReturn(await earn('order-1', 1_000), told).balance, 725, {
    ...told,
    message: 'One of two simultaneous orders is lost.',
  });
  equal(accounts.loads, 2, {
    message: 'After a conflict the account is not loaded afresh, once for each try.',
    input,
  });
  accounts.onNextSave(() => spent(700));
  mustThrow(await redeem('mug-1', 100), InsufficientPoints, {
    message:
      'After a conflict the old decision is saved again instead of decided anew: points are spent that are no longer there.',
    input: 'balance 725; while 100 points are redeemed, another instance redeems 700',
  });
});

it('retry-bounded', async () => {
  const { accounts, given, earn, redeem } = setUp();
  given(500);
  const always = (save: number) => {
    if (save <= 20) throw new ConcurrencyError(1, 2);
  };
  for (const [name, call] of [
    ['earn', () => earn('order-1', 1_000)],
    ['redeem', () => redeem('mug-1', 100)],
  ] as const) {
    accounts.expectedVersions.length = 0;
    accounts.beforeSave = always;
    const outcome = await call();
    const saves = accounts.expectedVersions.length;
    equal(saves, 3, {
      message:
        'The number of tries is not three. Too few, and ordinary traffic is refused; without an end, a busy account keeps a server busy.',
      input: `${name}, and every save ends in a ConcurrencyError`,
    });
    mustThrow(outcome, ConcurrencyError, {
      message:
        'After the last try the caller does not learn that there was a conflict, so it cannot answer "try again".',
      input: `${name}, and every save ends in a ConcurrencyError`,
    });
  }
  accounts.expectedVersions.length = 0;
  accounts.beforeSave = () => {
    throw new TypeError('connection reset');
  };
  const outcome = await earn('order-2', 1_000);
  mustThrow(outcome, TypeError, {
    message: 'An error that is no conflict does not come out as it was.',
    input: 'earn, and the save ends in "connection reset"',
  });
  equal(accounts.expectedVersions.length, 1, {
    message: 'An error that is no conflict is tried again. Nobody knows whether that save was carried out.',
    input: 'earn, and the save ends in "connection reset": number of saves',
  });
});

it('save-before-publish', async () => {
  const { accounts, journal, publisher, given, earn, redeem } = setUp();
  const input = 'earn for order-1, then redeem 100 points';
  const told = { message: 'Saving and publishing do not both happen.', input };
  mustReturn(await earn('order-1', 5_000), told);
  mustReturn(await redeem('mug-1', 100), told);
  equal(journal, ['save', 'publish', 'answer', 'save', 'publish', 'answer'], {
    message:
      'Not every command saves first, then publishes once, then answers. Whatever is published before a save may never become true; whatever is left for after the answer dies with the process.',
    input,
  });
  equal(publisher.published, accounts.history('ana'), {
    message: 'What is published is not what was saved.',
    input,
  });
  accounts.beforeSave = () => {
    throw new TypeError('disk full');
  };
  const before = publisher.published.length;
  await earn('order-2', 1_000);
  equal(publisher.published.length, before, {
    message:
      'An order that could not be saved is announced all the same: the newsletter congratulates on points that do not exist.',
    input: 'earn for order-2, and the save fails: number of published events',
  });
  accounts.onNextSave(() => given(100));
  mustReturn(await earn('order-3', 1_000), {
    message: 'A conflict on the first try is an error.',
    input: 'earn for order-3',
  });
  const published = publisher.published
    .slice(before)
    .map((event) => ('txId' in event ? event.txId : event.type));
  equal(published, ['order-3'], {
    message: 'After a conflict and a second try, what is published is not what was saved in the end.',
    input: 'earn for order-3, first save conflicts',
  });
});

it('publisher-failure', async () => {
  const { accounts, publisher, earn, redeem } = setUp();
  publisher.failure = new Error('broker is not available');
  const message =
    'A broker that is down fails the command, although the points are saved. The customer tries again and pays twice, or gives up.';
  const earned = mustReturn(await earn('order-1', 5_000), {
    message,
    input: 'earn for order-1, and publish rejects',
  });
  equal(
    earned,
    { balance: 500, tier: 'silver' },
    { message, input: 'earn for order-1, and publish rejects' },
  );
  const redeemed = mustReturn(await redeem('mug-1', 100), {
    message,
    input: 'redeem 100 points, and publish rejects',
  });
  equal(redeemed, { balance: 400 }, { message, input: 'redeem 100 points, and publish rejects' });
  equal(
    accounts.history('ana').map(({ type }) => type),
    ['PointsEarned', 'PointsRedeemed'],
    {
      message: 'A failed publish changes what is saved: points are undone or counted again.',
      input: 'earn, then redeem, and publish rejects each time',
    },
  );
});
