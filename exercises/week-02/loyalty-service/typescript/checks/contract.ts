import { describeError, equal, fail, ok } from 'codealong/checkkit';
import { ConcurrencyError, type AccountRepository } from '../reference/internal/loyalty/application/ports';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import { earned, live, start, state } from './accounts';
import { finish, mustReturn } from './outcomes';

/** The contract of `AccountRepository`, the same for every implementation. */
export async function keepsTheContract(create: () => AccountRepository): Promise<void> {
  await knowsWhatItHas(create());
  await keepsWholeHistories(create());
  await storesNothingForNothing(create());
  await refusesOtherVersions(create());
  await keepsAccountsApart(create());
  await handsOutCopies(create());
}

async function knowsWhatItHas(repo: AccountRepository): Promise<void> {
  await saved(repo, earned('ana', 'order-1', 5_000), 0);
  const { account, version } = await loaded(repo, 'ana');
  equal([account.balance(start), account.tier(start), version, account.id], [500, 'silver', 1, 'ana'], {
    message: 'A saved account does not come back as it was.',
    input: 'save 1 event (500 points) at version 0, load: balance, tier, version, id',
  });
  for (const id of ['nobody', 'Ana', ' ana', 'an', '__proto__', 'constructor']) {
    equal(await mustReturn(() => repo.load(id), `load "${id}"`), null, {
      message: 'Loading an id that nobody saved does not give null.',
      input: `save "ana", load "${id}"`,
    });
  }
}

/** Over a thousand events of every kind, in four saves. */
async function keepsWholeHistories(repo: AccountRepository): Promise<void> {
  const whole = LoyaltyAccount.create('ana');
  let account = LoyaltyAccount.create('ana');
  let version = 0;
  for (const [from, to] of [
    [0, 1],
    [1, 9],
    [9, 40],
    [40, 720],
  ] as const) {
    live(whole, from, to);
    live(account, from, to);
    await saved(repo, account, version);
    ({ account, version } = await loaded(repo, 'ana'));
    const input = `orders, redemptions and reversals up to day ${to}, saved in up to four steps, then loaded`;
    equal(version, whole.uncommitted.length, {
      message: 'The version is not the number of saved events.',
      input: `${input}: version`,
    });
    equal(account.uncommitted.length, 0, {
      message: 'A loaded account has uncommitted events.',
      input: `${input}: number of uncommitted events`,
    });
    equal(state(account, to), state(whole, to), {
      message: 'A saved account does not come back as it was.',
      input: `${input}: balance and tier on some days, orders and redemptions that it knows`,
    });
  }
}

async function storesNothingForNothing(repo: AccountRepository): Promise<void> {
  await saved(repo, LoyaltyAccount.create('ana'), 0);
  equal(await mustReturn(() => repo.load('ana'), 'load "ana"'), null, {
    message: 'An account without events is stored.',
    input: 'save a new account without events, load it',
  });
  await saved(repo, earned('ana', 'order-1', 5_000), 0);
  const { account } = await loaded(repo, 'ana');
  await saved(repo, account, 1);
  for (const version of [0, 2])
    await finish(() => repo.save('ana', account, version), `save nothing at version ${version}`);
  const again = await loaded(repo, 'ana');
  equal([again.account.balance(start), again.version], [500, 1], {
    message: 'Saving an account without uncommitted events stores something.',
    input: 'save 1 event, load, save without a change at versions 1, 0 and 2, load: balance, version',
  });
}

async function refusesOtherVersions(repo: AccountRepository): Promise<void> {
  for (let version = 0; version < 12; version++)
    await saved(repo, earned('ana', `order-${version}`, 100), version);
  const conflicts: Conflict[] = [];
  for (const expected of [0, 1, 2, 11, 13, 120, 1e9, -1, 1.5]) {
    const late = earned('ana', 'late', 1_000);
    conflicts.push(await mustConflict(() => repo.save('ana', late, expected), expected, 12));
  }
  for (const expected of [1, 12, -1]) {
    const late = earned('bo', 'late', 1_000);
    conflicts.push(await mustConflict(() => repo.save('bo', late, expected), expected, 0));
  }
  for (const conflict of conflicts)
    mustHold(conflict, 'A ConcurrencyError has changed after its caller got it.');
  const { account, version } = await loaded(repo, 'ana');
  equal(
    [account.balance(start), version, await mustReturn(() => repo.load('bo'), 'load "bo"')],
    [120, 12, null],
    {
      message: 'A save that was refused has stored something.',
      input:
        'twelve saves of "ana", then saves of "ana" and "bo" at wrong versions: balance and version of ana; bo',
    },
  );
}

/** How a save was refused, and the versions that the error has to hold, now and later. */
interface Conflict {
  readonly error: ConcurrencyError;
  readonly versions: readonly [expected: number, actual: number];
  readonly input: string;
}

async function mustConflict(call: () => Promise<void>, expected: number, actual: number): Promise<Conflict> {
  const input = `the stored version is ${actual}, save at version ${expected}`;
  const outcome = await finish(call, input);
  ok(outcome.status === 'threw' && outcome.error instanceof ConcurrencyError, {
    message: 'A save at another version does not fail with the ConcurrencyError of the port.',
    input,
    expected: 'ConcurrencyError',
    actual: outcome.status === 'threw' ? describeError(outcome.error) : 'it returned',
  });
  const conflict: Conflict = { error: outcome.error, versions: [expected, actual], input };
  mustHold(conflict, 'The ConcurrencyError does not hold both versions.');
  return conflict;
}

function mustHold({ error, versions, input }: Conflict, message: string): void {
  equal([error.expected, error.actual], versions, { message, input: `${input}: expected, actual` });
}

const lookAlikes = [
  `${'a'.repeat(300)}1`,
  `${'a'.repeat(300)}2`,
  'ana',
  'ana:1',
  'ana#1',
  'Ana',
  ' ana',
  'ana ',
  'a',
  'an',
  'ana+',
  'ana%20',
  '{ana}',
  '__proto__',
];
const special = [
  'constructor',
  'outbox',
  'loyalty:outbox',
  'stream:ana',
  'Zoë #7',
  'Zoe\u0308 #7',
  'a/b',
  'a\nb',
  '*',
  '0',
  'null',
];

export async function keepsAccountsApart(
  repo: AccountRepository,
  more: readonly string[] = [],
): Promise<void> {
  const ids = [...new Set([...lookAlikes, ...special, ...more])];
  for (const [index, id] of ids.entries()) await saved(repo, earned(id, 'order-1', (index + 1) * 100), 0);
  for (const [index, id] of ids.entries()) {
    const { account, version } = await loaded(repo, id);
    equal([account.id, account.balance(start), version], [id, (index + 1) * 10, 1], {
      message: 'Accounts are mixed up.',
      input: `${ids.length} accounts saved, one order each, "${id}" as number ${index + 1}; load "${id}": id, balance, version`,
    });
  }
}

async function handsOutCopies(repo: AccountRepository): Promise<void> {
  const first = earned('ana', 'order-1', 5_000);
  await saved(repo, first, 0);
  first.redeem({ redemptionId: 'mug-1', points: 100, at: start });
  const { account } = await loaded(repo, 'ana');
  account.redeem({ redemptionId: 'mug-2', points: 100, at: start });
  const other = await loaded(repo, 'ana');
  equal([other.account.balance(start), other.version], [500, 1], {
    message: 'Changing an account changes what is stored, although nobody saved it.',
    input: 'save, redeem on that object, load, redeem on that one, load again: balance, version',
  });
  await saved(repo, other.account, 1);
  await mustConflict(() => repo.save('ana', account, 0), 0, 1);
  const again = await loaded(repo, 'ana');
  equal([again.account.balance(start), again.version, again.account.uncommitted.length], [500, 1, 0], {
    message: 'A save that was refused has changed the account.',
    input: 'the same, then a refused save of the changed account, load: balance, version, uncommitted events',
  });
}

export async function saved(
  repo: AccountRepository,
  account: LoyaltyAccount,
  version: number,
): Promise<void> {
  const count = account.uncommitted.length;
  await mustReturn(
    () => repo.save(account.id, account, version),
    `save "${account.id}", ${count} events, at version ${version}`,
  );
}

export async function loaded(
  repo: AccountRepository,
  id: string,
): Promise<{ account: LoyaltyAccount; version: number }> {
  const found = await mustReturn(() => repo.load(id), `load "${id}"`);
  return (
    found ??
    fail({
      message: 'A saved account is not found.',
      input: `load "${id}"`,
      expected: 'the account',
      actual: 'null',
    })
  );
}
