import { equal, everyInterleaving, fail, KvServer, ok, outcomeOf, describeError } from 'codealong/checkkit';
import { ConcurrencyError, type AccountRepository } from '../reference/internal/loyalty/application/ports';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import { EventStoreAccountRepository } from '../reference/internal/loyalty/infrastructure/event-store-account-repository';
import { InMemoryAccountRepository } from '../reference/internal/loyalty/infrastructure/in-memory-account-repository';
import { finish } from './doubles';

const at = 1_000_000;

it('in-memory-repository', async () => {
  await keepsTheContract(() => new InMemoryAccountRepository());
});

it('event-store-repository', async () => {
  await keepsTheContract(() => new EventStoreAccountRepository(new KvServer().connect()));
  await survivesARestart();
  await letsOneOfTwoWin();
});

/** The contract of `AccountRepository`, the same for every implementation. */
async function keepsTheContract(create: () => AccountRepository): Promise<void> {
  await remembers(create());
  await appends(create());
  await refusesOldVersions(create());
  await keepsAccountsApart(create());
  await handsOutCopies(create());
}

async function remembers(repo: AccountRepository): Promise<void> {
  equal(await result(() => repo.load('nobody'), 'load an unknown id'), null, {
    message: 'An id that nobody saved is not null.',
    input: 'load an unknown id',
  });
  await result(() => repo.save('ana', earned('ana', 'order-1', 5_000), 0), 'save a new account at version 0');
  const { account, version } = await loaded(repo, 'ana');
  equal([account.balance(at), account.tier(at), version, account.id], [500, 'silver', 1, 'ana'], {
    message: 'A saved account does not come back as it was.',
    input: 'save 1 event (500 points) at version 0, load: balance, tier, version, id',
  });
  equal(account.uncommitted, [], {
    message: 'A loaded account still has uncommitted events, so the next save stores its history once more.',
    input: 'save, then load',
  });
}

async function appends(repo: AccountRepository): Promise<void> {
  await result(() => repo.save('ana', earned('ana', 'order-1', 5_000), 0), 'save at version 0');
  const first = await loaded(repo, 'ana');
  first.account.redeem({ redemptionId: 'mug-1', points: 100, at });
  first.account.redeem({ redemptionId: 'mug-2', points: 100, at });
  await result(() => repo.save('ana', first.account, 1), 'save 2 more events at version 1');
  const second = await loaded(repo, 'ana');
  equal([second.account.balance(at), second.version], [300, 3], {
    message: 'Events are not appended to those that were saved before, or the version is not their number.',
    input: 'save 1 event, load, record 2 more, save at version 1, load: balance, version',
  });
  second.account.redeem({ redemptionId: 'mug-1', points: 100, at });
  await result(() => repo.save('ana', second.account, 3), 'save with nothing to save');
  const third = await loaded(repo, 'ana');
  equal([third.account.balance(at), third.version], [300, 3], {
    message:
      'After loading, the account no longer knows a redemption it has had, or a save of nothing stored something.',
    input: 'the same redemption again after loading, then save: balance, version',
  });
}

async function refusesOldVersions(repo: AccountRepository): Promise<void> {
  await result(() => repo.save('ana', earned('ana', 'order-1', 5_000), 0), 'save at version 0');
  const current = await loaded(repo, 'ana');
  current.account.redeem({ redemptionId: 'mug-1', points: 100, at });
  await result(() => repo.save('ana', current.account, 1), 'save at version 1');
  for (const expected of [0, 1, 3]) {
    const input = `the saved version is 2, save at version ${expected}`;
    const outcome = await finish(
      () => repo.save('ana', earned('ana', `order-${expected}-late`, 1_000), expected),
      input,
    );
    const message =
      'A save that rests on another version goes through. Two people spend the same points, and nobody notices.';
    if (outcome.status === 'returned')
      fail({ message, input, expected: 'ConcurrencyError', actual: 'it saved' });
    ok(outcome.error instanceof ConcurrencyError, {
      message:
        'A wrong version does not end in the ConcurrencyError of the port, which is the only one that use cases know.',
      input,
      expected: 'ConcurrencyError',
      actual: describeError(outcome.error),
    });
    equal([outcome.error.expected, outcome.error.actual], [expected, 2], {
      message: 'The ConcurrencyError does not tell what was expected and what is saved.',
      input,
    });
  }
  const { account, version } = await loaded(repo, 'ana');
  equal([account.balance(at), version], [400, 2], {
    message: 'A refused save left something behind.',
    input: 'three saves at wrong versions: balance, version',
  });
  const unknown = 'nobody saved this id, save at version 1';
  const outcome = await finish(() => repo.save('bo', earned('bo', 'order-9', 1_000), 1), unknown);
  ok(outcome.status === 'threw' && outcome.error instanceof ConcurrencyError, {
    message: 'An account that nobody saved has version 0, and no other.',
    input: unknown,
    expected: 'ConcurrencyError',
    actual: outcome.status === 'threw' ? describeError(outcome.error) : 'it saved',
  });
}

async function keepsAccountsApart(repo: AccountRepository): Promise<void> {
  const ids = ['ana', 'ana:1', 'Ana', '{ana}', '__proto__', 'Zoë #7'];
  for (const [index, id] of ids.entries()) {
    await result(
      () => repo.save(id, earned(id, 'order-1', (index + 1) * 1_000), 0),
      `save "${id}" at version 0`,
    );
  }
  for (const [index, id] of ids.entries()) {
    const { account, version } = await loaded(repo, id);
    equal([account.balance(at), version], [(index + 1) * 100, 1], {
      message: 'Accounts get mixed up when their ids look alike or hold special characters.',
      input: `six accounts saved, load "${id}": balance, version`,
    });
  }
}

async function handsOutCopies(repo: AccountRepository): Promise<void> {
  const saved = earned('ana', 'order-1', 5_000);
  await result(() => repo.save('ana', saved, 0), 'save');
  saved.redeem({ redemptionId: 'mug-1', points: 100, at });
  const { account } = await loaded(repo, 'ana');
  account.redeem({ redemptionId: 'mug-2', points: 100, at });
  const again = await loaded(repo, 'ana');
  equal([again.account.balance(at), again.version], [500, 1], {
    message:
      'Changing an account changes what is stored, although nobody saved it. A command that fails half-way leaves its marks.',
    input: 'save, redeem on that object, load, redeem on that one, load again: balance, version',
  });
}

async function survivesARestart(): Promise<void> {
  const store = new KvServer();
  await result(
    () => new EventStoreAccountRepository(store.connect()).save('ana', earned('ana', 'order-1', 5_000), 0),
    'save',
  );
  const { account, version } = await loaded(new EventStoreAccountRepository(store.connect()), 'ana');
  equal([account.balance(at), version], [500, 1], {
    message: 'Another instance of the service does not find the account in the store that both share.',
    input: 'save through one repository, load through another one on the same store: balance, version',
  });
}

async function letsOneOfTwoWin(): Promise<void> {
  await everyInterleaving(async (schedule) => {
    const store = new KvServer();
    const saveAs = (client: string) => async () => {
      const repo = new EventStoreAccountRepository(store.connect({ before: () => schedule.turn(client) }));
      const outcome = await outcomeOf(() => repo.save('ana', earned('ana', `order-${client}`, 1_000), 0));
      return outcome.status === 'returned';
    };
    const results = await schedule.race({ A: saveAs('A'), B: saveAs('B') });
    const winners = Object.values(results).filter(({ value }) => value === true).length;
    const { version } = await loaded(new EventStoreAccountRepository(store.connect()), 'ana');
    equal([winners, version], [1, 1], {
      message:
        'Two instances save at the same version at the same time, and not exactly one of them wins. Compare and write in one atomic step.',
      input: `A and B save at version 0; store operations in the order ${schedule.order}: saves that succeeded, version`,
    });
  });
}

function earned(id: string, txId: string, amountMinor: number): LoyaltyAccount {
  const account = LoyaltyAccount.create(id);
  account.earn({ txId, amountMinor, at });
  return account;
}

async function result<T>(call: () => Promise<T>, input: string): Promise<T> {
  const outcome = await finish(call, input);
  if (outcome.status === 'threw') throw outcome.error;
  return outcome.value;
}

async function loaded(
  repo: AccountRepository,
  id: string,
): Promise<{ account: LoyaltyAccount; version: number }> {
  const found = await result(() => repo.load(id), `load "${id}"`);
  return (
    found ??
    fail({
      message: 'A saved account is not found again.',
      input: `load "${id}"`,
      expected: 'the account',
      actual: 'null',
    })
  );
}
