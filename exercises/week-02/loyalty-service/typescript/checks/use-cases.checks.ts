import { equal, mustReturn, mustThrow } from 'codealong/checkkit';
import { AccountNotFound } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints, InvalidAmount } from '../reference/internal/loyalty/domain/errors';
import { lookAlikes, subjectOf } from './accounts';
import { decidesAtOneInstant, readsAtOneInstant } from './instants';
import { given, setUp, spent } from './use-cases';

const hour = 60 * 60 * 1_000;

it('balance-on-doubles', async () => {
  const { accounts, journal, read } = setUp();
  accounts.saveElsewhere(given(500), spent(100));
  for (const round of ['first', 'second', 'third']) {
    const input = `balance of ana, who earned 500 points and spent 100; ${round} read`;
    const { customerId, balance, tier } = await mustReturn(() => read('ana'), input);
    equal([customerId, balance, tier], ['ana', 400, 'silver'], {
      message: 'GetBalance does not return what the account in the repository says.',
      input: `${input}: customerId, balance, tier`,
    });
  }
  accounts.saveElsewhere(spent(400));
  const empty = 'balance of ana, who has just spent her last points elsewhere';
  const { balance, tier } = await mustReturn(() => read('ana'), empty);
  equal([balance, tier], [0, 'silver'], {
    message: 'Balance or tier are wrong for an account without points.',
    input: `${empty}: balance, tier`,
  });
  for (const id of ['nobody', ' ana', 'Ana', '__proto__', 'constructor'])
    await mustThrow(() => read(id), AccountNotFound, `balance of "${id}"; only "ana" has an account`);
  const happened = journal.filter((entry) => entry !== 'returned');
  equal([accounts.expectedVersions, [...accounts.histories.keys()], happened], [[], ['ana'], []], {
    message: 'Reading a balance saves or publishes something.',
    input: 'nine reads: versions of saves, accounts that exist, what happened',
  });
  await readsAtOneInstant();
});

it('earn-on-doubles', async () => {
  const { accounts, counts, earn } = setUp();
  const steps = [
    ['order-1', 5_000, 500, 'silver'],
    ['order-2', 2_000, 750, 'silver'],
    ['order-3', 0, 750, 'silver'],
  ] as const;
  for (const [order, cents, balance, tier] of steps) {
    const input = `${order} of ${cents} cents, after ${accounts.history('ana').length} orders`;
    const result = await mustReturn(() => earn(order, cents), input);
    equal([result.balance, result.tier], [balance, tier], {
      message: 'Balance or tier after the purchase are not those of the account.',
      input: `${input}: balance, tier`,
    });
  }
  const saved = accounts
    .history('ana')
    .map((event) => `${event.type} ${event.accountId} ${subjectOf(event)}`);
  equal(saved, ['PointsEarned ana order-1', 'PointsEarned ana order-2', 'PointsEarned ana order-3'], {
    message: 'The repository that was given does not hold one event for each order, with its id as txId.',
    input: 'order-1, order-2 and order-3 of a new customer: saved events',
  });
  equal(accounts.expectedVersions, [0, 1, 2], {
    message: 'The account is not saved with the version that was loaded with it.',
    input: 'three orders of a new customer, one event each: expected versions of the saves',
  });
  for (const again of ['order-1', 'order-1', 'order-3']) {
    const input = `order-1, order-2, order-3, then ${again} again`;
    const result = await mustReturn(() => earn(again, again === 'order-1' ? 5_000 : 0), input);
    equal([result.balance, result.tier, counts().saved], [750, 'silver', 3], {
      message: 'The same order again does not return balance and tier, or saves something new.',
      input: `${input}: balance, tier, saved events`,
    });
  }
  for (const cents of [-1, 1.5, Number.NaN])
    await mustThrow(() => earn('order-4', cents), InvalidAmount, `order-4 of ${cents} cents`);
  equal([counts().saved, counts().published], [3, 3], {
    message: 'An order that was refused left something behind.',
    input: 'three orders, and three with an invalid amount: saved events, published events',
  });
  await earnsForLookAlikes();
  await decidesAtOneInstant('earn', 0);
});

/** An order with each of these ids of one customer, and one order of a customer with each of them. */
async function earnsForLookAlikes(): Promise<void> {
  const { accounts, clock, earn } = setUp();
  for (const [index, id] of lookAlikes.entries()) {
    const input = `${lookAlikes.length} orders of one customer, an hour apart, with ids that look alike: order "${id}"`;
    const { balance } = await mustReturn(() => earn(id, 100), input);
    await mustReturn(() => earn(id, 100), `${input} again`);
    await mustReturn(() => earn('order-1', 100, id), `order-1 of the customer "${id}"`);
    equal([balance, accounts.history(id).length], [(index + 1) * 10, 1], {
      message: 'Orders or customers with ids that look alike are taken for one another.',
      input: `${input}: balance afterwards; and order-1 of the customer "${id}": number of events`,
    });
    await clock.advance(hour);
  }
  const orders = accounts.history('ana').filter(({ type }) => type === 'PointsEarned');
  equal(orders.map(subjectOf), lookAlikes, {
    message: 'The order id does not arrive in the event as it was.',
    input: `${lookAlikes.length} orders with ids that look alike: ids in the saved events`,
  });
}

it('redeem-on-doubles', async () => {
  const { accounts, counts, redeem } = setUp();
  accounts.saveElsewhere(given(500, undefined, 'mug-1'));
  const redeeming = async (id: string, points: number, expected: number, input: string) => {
    const { balance } = await mustReturn(() => redeem(id, points), input);
    equal(balance, expected, { message: 'The balance after a redemption is wrong.', input });
  };
  await redeeming('mug-1', 300, 200, 'balance 500, redeem 300 points as mug-1');
  for (const round of ['once', 'twice', 'three times'])
    await redeeming('mug-1', 300, 200, `balance 200, mug-1 of 300 points again, ${round}`);
  await mustThrow(() => redeem('mug-2', 201), InsufficientPoints, 'balance 200, redeem 201 points as mug-2');
  for (const points of [0, -50, 1.5, Number.NaN])
    await mustThrow(() => redeem('mug-2', points), InvalidAmount, `balance 200, redeem ${points} points`);
  const nobody = 'redeem for "nobody", who has no account';
  await mustThrow(() => redeem('mug-1', 10, 'nobody'), AccountNotFound, nobody);
  equal([counts(), [...accounts.histories.keys()]], [{ saved: 2, published: 1 }, ['ana']], {
    message: 'A redemption that was refused or repeated left something behind.',
    input: 'given points, mug-1, its repeats and six refused ones: saved and published events, accounts',
  });
  await redeeming('mug-2', 200, 0, 'balance 200, redeem 200 points as mug-2');
  await redeeming('mug-2', 200, 0, 'balance 0, mug-2 of 200 points again');
  await redeeming('mug-1', 300, 0, 'balance 0, mug-1 of 300 points again');
  const saved = accounts.history('ana').map((event) => `${event.type} ${subjectOf(event)}`);
  equal(saved, ['PointsEarned mug-1', 'PointsRedeemed mug-1', 'PointsRedeemed mug-2'], {
    message: 'The repository that was given does not hold one event for each redemption.',
    input: 'given points, mug-1 and mug-2, and their repeats: saved events',
  });
  await redeemsLookAlikes();
  await decidesAtOneInstant('redeem', 0);
});

async function redeemsLookAlikes(): Promise<void> {
  const { accounts, redeem } = setUp();
  accounts.saveElsewhere(given(500));
  for (const [index, id] of lookAlikes.entries()) {
    const input = `balance 500, ${lookAlikes.length} redemptions of 10 points with ids that look alike: "${id}"`;
    const { balance } = await mustReturn(() => redeem(id, 10), input);
    equal([balance, accounts.expectedVersions.at(-1)], [490 - 10 * index, index + 1], {
      message:
        'Redemptions with ids that look alike are taken for one another, or are saved at another version.',
      input: `${input}: balance, expected version of the save`,
    });
  }
}
