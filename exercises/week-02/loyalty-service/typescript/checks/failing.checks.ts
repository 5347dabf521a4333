import { describeError, equal, finish, mustReturn, mustThrow, ok } from 'codealong/checkkit';
import { AccountNotFound, ConcurrencyError } from '../reference/internal/loyalty/application/ports';
import { InsufficientPoints } from '../reference/internal/loyalty/domain/errors';
import { given, setUp, spent } from './use-cases';

it('retry-bounded', async () => {
  await triesThreeTimes();
  await triesAfresh();
  await letsOtherErrorsOut();
});

/** Every save ends in a conflict: after the third, that conflict comes out. The same for each call. */
async function triesThreeTimes(): Promise<void> {
  const { accounts, earn, redeem } = setUp();
  accounts.saveElsewhere(given(500));
  for (const round of ['first', 'second', 'third']) {
    for (const [name, call] of [
      ['earn', () => earn('order-1', 1_000)],
      ['earn for a new customer', () => earn('order-1', 1_000, 'bo')],
      ['redeem', () => redeem('mug-1', 100)],
    ] as const) {
      accounts.forget();
      accounts.beforeSave = (save) => {
        if (save <= 20) throw new ConcurrencyError(10, 10 + save);
      };
      const input = `${name}, ${round} time; save number n ends in ConcurrencyError(10, 10 + n)`;
      const error = await mustThrow(call, ConcurrencyError, input);
      equal([accounts.loads, accounts.expectedVersions.length], [3, 3], {
        message: 'The number of tries is not three.',
        input: `${input}: loads, saves`,
      });
      equal([error.expected, error.actual], [10, 13], {
        message: 'The conflict that comes out is not that of the third try.',
        input: `${input}: expected, actual`,
      });
    }
  }
}

/** Two conflicts are never too many: in many calls one after the other, and in many at the same time. */
async function triesAfresh(): Promise<void> {
  const { accounts, earn } = setUp();
  const saves = new Map<string, number>();
  accounts.beforeSave = (_, id) => {
    const save = (saves.get(id) ?? 0) + 1;
    saves.set(id, save);
    if (save <= 2) throw new ConcurrencyError(0, save);
  };
  const customers = ['a', 'b', 'c', 'd', 'e'];
  const input = 'first orders of five customers at the same time on one instance; two conflicts for each';
  await Promise.all(customers.map((id) => mustReturn(() => earn('order-1', 1_000, id), `${input}: ${id}`)));
  for (const id of customers) {
    saves.clear();
    const then = `then second orders, one after the other; two conflicts for each: ${id}`;
    await mustReturn(() => earn('order-2', 1_000, id), then);
  }
  const events = customers.map((id) => accounts.history(id).length);
  equal(events, [2, 2, 2, 2, 2], {
    message: 'Orders of customers who met two conflicts are not saved once.',
    input: `${input}; then second orders: saved events of each customer`,
  });
}

/** What is not a conflict comes out as it is, wherever and in whichever try it happens. */
async function letsOtherErrorsOut(): Promise<void> {
  const errors: readonly unknown[] = [
    new TypeError('connection reset'),
    new Error('version 1 was expected, but 2 is saved'),
    new RangeError('conflict'),
    'a bare string',
    null,
  ];
  for (const error of errors) {
    for (const at of ['load', 'save'] as const) {
      for (const number of [1, 2, 3]) {
        const { accounts, earn, redeem, read } = setUp();
        accounts.saveElsewhere(given(500));
        const fail = (call: number): void => {
          if (call >= number) throw error;
        };
        const calls: Record<string, () => Promise<unknown>> = {
          earn: () => earn('order-1', 1_000),
          redeem: () => redeem('mug-1', 100),
          ...(at === 'load' && number === 1 ? { 'read the balance': () => read('ana') } : {}),
        };
        for (const [name, call] of Object.entries(calls)) {
          accounts.forget();
          accounts.beforeSave = (save) => {
            if (at === 'save') fail(save);
            if (save < number) throw new ConcurrencyError(1, 2);
          };
          if (at === 'load') accounts.beforeLoad = fail;
          const told = number === 1 ? '' : `, after ${number - 1} conflicts`;
          const input = `${name}, and the ${at} fails with ${describeError(error)}${told}`;
          const outcome = await finish(call, input);
          ok(outcome.status === 'threw' && outcome.error === error, {
            message: 'An error that is not a conflict does not come out as it is.',
            input,
            expected: describeError(error),
            actual: outcome.status === 'threw' ? describeError(outcome.error) : 'a result',
          });
          equal(accounts.loads, number, {
            message: 'After an error that is not a conflict there is another try.',
            input: `${input}: loads`,
          });
        }
      }
    }
  }
  const { accounts, redeem } = setUp();
  accounts.saveElsewhere(given(500));
  await mustThrow(() => redeem('mug-1', 501), InsufficientPoints, 'balance 500, redeem 501 points');
  await mustThrow(() => redeem('mug-1', 1, 'bo'), AccountNotFound, 'redeem for bo, who has no account');
  equal(accounts.loads, 2, { message: 'A refusal is retried.', input: 'two refused redemptions: loads' });
}

it('publisher-failure', async () => {
  const failures: readonly unknown[] = [
    new Error('broker is not available'),
    new ConcurrencyError(1, 2),
    new AccountNotFound('ana'),
    undefined,
  ];
  for (const failure of failures) {
    const { accounts, publisher, earn, redeem } = setUp();
    accounts.saveElsewhere(given(500), spent(100));
    for (let round = 1; round <= 3; round++) {
      publisher.failing = round === 2 ? undefined : () => failure;
      const commands = [
        ['order of 800 cents', () => earn(`order-${round}`, 800), 450 + 50 * round],
        ['redemption of 50 points', () => redeem(`mug-${round}`, 50), 400 + 50 * round],
      ] as const;
      for (const [name, call, expected] of commands) {
        accounts.forget();
        const trouble = round === 2 ? 'publish succeeds' : `publish fails with ${describeError(failure)}`;
        const input = `${name}, round ${round}, and ${trouble}`;
        const { balance } = await mustReturn(call, input);
        equal([balance, accounts.expectedVersions.length], [expected, 1], {
          message: 'A publish that fails changes what a command returns, or how often it saves.',
          input: `${input}: balance, saves`,
        });
      }
    }
    equal(accounts.history('ana').length, 8, {
      message: 'A publish that fails changes what is saved.',
      input: 'two events given; three rounds of one order and one redemption: saved events',
    });
  }
});
