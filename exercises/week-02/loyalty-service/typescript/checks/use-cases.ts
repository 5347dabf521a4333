import { describeError, fail, ManualClock, ok, type Outcome } from 'codealong/checkkit';
import { EarnPoints } from '../reference/internal/loyalty/application/earn-points';
import { GetBalance } from '../reference/internal/loyalty/application/get-balance';
import { RedeemReward } from '../reference/internal/loyalty/application/redeem-reward';
import { FakeAccounts, FakePublisher, finish } from './doubles';

/** The three use cases on doubles for every port. */
export function setUp() {
  const journal: string[] = [];
  const accounts = new FakeAccounts(journal);
  const publisher = new FakePublisher(journal);
  const clock = new ManualClock();
  const earning = new EarnPoints(accounts, publisher, clock);
  const redeeming = new RedeemReward(accounts, publisher, clock);
  const reading = new GetBalance(accounts, clock);
  return {
    ...{ journal, accounts, publisher, clock },
    /** Points that came from elsewhere, so that a check about one use case does not need another one. */
    given: (points: number) =>
      accounts.saveElsewhere({
        type: 'PointsEarned',
        accountId: 'ana',
        txId: `given-${points}`,
        amountMinor: points * 10,
        points,
        at: clock.now(),
      }),
    /** Points that were spent elsewhere. */
    spent: (points: number) =>
      accounts.saveElsewhere({
        type: 'PointsRedeemed',
        accountId: 'ana',
        redemptionId: `spent-${points}`,
        points,
        at: clock.now(),
      }),
    earn: (orderId: string, amountMinor: number, customerId = 'ana') =>
      finish(
        () => earning.execute({ customerId, orderId, amountMinor }).finally(() => journal.push('answer')),
        `earn ${orderId} of ${amountMinor} cents`,
      ),
    redeem: (redemptionId: string, points: number, customerId = 'ana') =>
      finish(
        () => redeeming.execute({ customerId, redemptionId, points }).finally(() => journal.push('answer')),
        `redeem ${points} points as ${redemptionId}`,
      ),
    read: (customerId: string) => finish(() => reading.execute({ customerId }), `balance of ${customerId}`),
  };
}

export function mustReturn<T>(outcome: Outcome<T>, told: { message: string; input: string }): T {
  if (outcome.status === 'returned') return outcome.value;
  return fail({ ...told, expected: 'a result', actual: `it threw ${describeError(outcome.error)}` });
}

export function mustThrow(
  outcome: Outcome<unknown>,
  kind: new (...parameters: never[]) => Error,
  told: { message: string; input: string },
): void {
  const name = kind.name;
  if (outcome.status === 'returned')
    fail({ ...told, expected: name, actual: `it returned ${JSON.stringify(outcome.value)}` });
  ok(outcome.error instanceof kind, {
    ...told,
    expected: name,
    actual: `it threw ${describeError(outcome.error)}`,
  });
}
