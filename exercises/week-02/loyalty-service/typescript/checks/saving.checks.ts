import { equal, finish, mustReturn, mustThrow } from 'codealong/checkkit';
import { ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints } from '../reference/internal/loyalty/domain/errors';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';
import { subjectOf } from './accounts';
import { decidesAtOneInstant } from './instants';
import { given, setUp, spent } from './use-cases';

const names = (events: readonly LoyaltyEvent[]): readonly string[] =>
  events.map((event) => `${event.type} ${subjectOf(event)}`);

it('save-before-publish', async () => {
  const { accounts, journal, left, traffic, publisher, earn, redeem } = setUp();
  const orders = Array.from({ length: 12 }, (_, index) => `order-${index}`);
  const commands = [
    ...orders.map((id) => [id, () => earn(id, 1_000)] as const),
    ...['mug-1', 'mug-2', 'mug-3'].map((id) => [id, () => redeem(id, 100)] as const),
  ];
  for (const [name, call] of commands) {
    const input = `twelve orders in one hour, then three redemptions: ${name}`;
    const saved = accounts.history('ana').length;
    const [calls, from] = [publisher.calls.length, journal.length];
    await mustReturn(call, input);
    equal(journal.slice(from), ['saved', 'publish began', 'publish ended', 'returned'], {
      message: 'A command does not save, then publish in one call, then return.',
      input: `${input}: what happened`,
    });
    equal([left.open, traffic.began - left.began], [0, 0], {
      message: 'A command leaves work behind when it returns.',
      input: `${input}: calls of ports that were open when it returned, and that began later`,
    });
    const expected = accounts.history('ana').slice(saved);
    equal(
      publisher.calls.slice(calls).flat(),
      expected.map((event) => ({ ...event })),
      {
        message: 'What is published is not what was saved.',
        input: `${input}: events`,
      },
    );
  }
  const before = publisher.calls.length;
  for (const [name, call] of commands) await mustReturn(call, `${name} again`);
  equal(publisher.calls.length, before, {
    message: 'A command that was handled before is published again.',
    input: 'twelve orders and three redemptions, and then all of them again: calls of publish with events',
  });
  await publishesOnlyWhatIsSaved();
});

/** Every way in which a save or a load can fail, for every command. */
async function publishesOnlyWhatIsSaved(): Promise<void> {
  const full = (): never => {
    throw new TypeError('disk full');
  };
  const conflict = (): never => {
    throw new ConcurrencyError(1, 2);
  };
  const troubles = {
    'the save fails with "disk full"': { beforeSave: full },
    'every save ends in a conflict, twenty times': { beforeSave: (save: number) => save <= 20 && conflict() },
    'the load fails with "disk full"': { beforeLoad: full },
  };
  for (const [trouble, doing] of Object.entries(troubles)) {
    const { accounts, counts, earn, redeem } = setUp();
    accounts.saveElsewhere(given(500));
    for (const [name, call] of [
      ['an order', () => earn('order-1', 1_000)],
      ['the order of a new customer', () => earn('order-1', 1_000, 'bo')],
      ['a redemption', () => redeem('mug-1', 100)],
    ] as const) {
      accounts.forget();
      Object.assign(accounts, doing);
      const before = counts();
      await finish(call, `${name}, and ${trouble}`);
      const after = counts();
      equal(after.published - before.published, after.saved - before.saved, {
        message: 'An event is published that was not saved.',
        input: `${name}, and ${trouble}: published events, compared with saved ones`,
      });
    }
  }
}

it('retry-reloads', async () => {
  for (const conflicts of [1, 2]) {
    const meanwhile = `each of its first ${conflicts} saves comes too late, since another instance adds 100 points`;
    const { accounts, clock, publisher, earn, redeem } = setUp();
    accounts.saveElsewhere(given(500));
    const another = (save: number): void =>
      accounts.saveElsewhere(given(100, undefined, `other-${accounts.history('ana').length}-${save}`));
    for (const [name, call, expected] of [
      ['order-1 of 1,000 cents at silver', () => earn('order-1', 1_000), 625 + 100 * conflicts],
      ['mug-1 of 100 points', () => redeem('mug-1', 100), 525 + 200 * conflicts],
    ] as const) {
      accounts.onNextSaves(conflicts, another);
      const published = publisher.published.length;
      const input = `${name}; ${meanwhile}`;
      const { balance } = await mustReturn(call, input);
      equal(balance, expected, { message: 'The balance after a conflict is wrong.', input });
      equal([accounts.loads, accounts.expectedVersions.length], [conflicts + 1, conflicts + 1], {
        message: 'There is not one load and one save for each try.',
        input: `${input}: loads, saves`,
      });
      equal(names(publisher.published.slice(published)), names(accounts.history('ana').slice(-1)), {
        message: 'After a conflict, what is published is not what was saved in the end.',
        input,
      });
      equal(clock.waits, 0, {
        message: 'After a conflict the use case waits.',
        input: `${input}: waits on the clock`,
      });
    }
  }
  await decidesAnew();
  await decidesAtOneInstant('earn', 2);
  await decidesAtOneInstant('redeem', 2);
});

/** What another instance saved in the meantime changes the decision. */
async function decidesAnew(): Promise<void> {
  const { accounts, earn, redeem } = setUp();
  const decides = async (call: () => Promise<{ balance: number }>, expected: number, input: string) => {
    const { balance } = await mustReturn(call, input);
    equal(balance, expected, { message: 'The balance after a conflict is wrong.', input });
  };
  accounts.onNextSaves(1, () => accounts.saveElsewhere({ ...given(100), accountId: 'bo' }));
  const opened =
    'the first order of bo (1,000 cents); another instance opens the account with 100 points meanwhile';
  await decides(() => earn('order-1', 1_000, 'bo'), 200, opened);
  accounts.saveElsewhere(given(500));
  accounts.onNextSaves(1, () => accounts.saveElsewhere(given(100, undefined, 'order-1')));
  const order = 'balance 500, order-1; another instance handles order-1 meanwhile';
  await decides(() => earn('order-1', 1_000), 600, order);
  accounts.onNextSaves(1, () => accounts.saveElsewhere(spent(600, 'mug-1')));
  const mug = 'balance 600, redeem 600 points as mug-1; another instance handles mug-1 meanwhile';
  await decides(() => redeem('mug-1', 600), 0, mug);
  accounts.saveElsewhere(given(300));
  accounts.onNextSaves(1, () => accounts.saveElsewhere(spent(250)));
  const late = 'balance 300, redeem 100 points as mug-2; another instance redeems 250 meanwhile';
  await mustThrow(() => redeem('mug-2', 100), InsufficientPoints, late);
  const earned = ['PointsEarned given-500', 'PointsEarned order-1', 'PointsRedeemed mug-1'];
  equal(names(accounts.history('ana')), [...earned, 'PointsEarned given-300', 'PointsRedeemed spent-250'], {
    message: 'After a conflict an old decision is saved.',
    input: `${order}; ${mug}; ${late}: saved events`,
  });
}
