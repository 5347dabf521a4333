import { equal, finish, mustReturn, mustThrow, ok } from 'codealong/checkkit';
import { ConcurrencyError, type AccountRepository } from '../reference/internal/loyalty/application/ports';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import { earned, live, start, state } from './accounts';

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
  for (const id of ['nobody', 'Ana', ' ana', 'an', '__proto__', 'constructor'])
    await isUnknown(repo, id, 'save "ana"');
}

/** Over five hundred events of every kind, in four saves. */
async function keepsWholeHistories(repo: AccountRepository): Promise<void> {
  const whole = LoyaltyAccount.create('ana');
  let account = LoyaltyAccount.create('ana');
  let version = 0;
  let from = 0;
  for (const to of [1, 9, 40, 320]) {
    live(whole, from, to);
    live(account, from, to);
    from = to;
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
  await isUnknown(repo, 'ana', 'save a new account "ana" without events');
  await saved(repo, earned('ana', 'order-1', 5_000), 0);
  const { account } = await loaded(repo, 'ana');
  await saved(repo, account, 1);
  for (const version of [0, 2])
    await finish(() => repo.save('ana', account, version), `save nothing at version ${version}`);
  await holds(repo, 500, 1, {
    message: 'Saving an account without uncommitted events stores something.',
    input: 'save 1 event, load, save without a change at versions 1, 0 and 2',
  });
}

async function refusesOtherVersions(repo: AccountRepository): Promise<void> {
  for (let version = 0; version < 12; version++)
    await saved(repo, earned('ana', `order-${version}`, 100), version);
  const conflicts: Conflict[] = [];
  for (const expected of [0, 1, 2, 11, 13, 120, 1e9, -1, 1.5])
    conflicts.push(await mustConflict(repo, earned('ana', 'late', 1_000), expected, 12));
  for (const expected of [1, 12, -1])
    conflicts.push(await mustConflict(repo, earned('bo', 'late', 1_000), expected, 0));
  for (const conflict of conflicts)
    mustHold(conflict, 'A ConcurrencyError has changed after its caller got it.');
  const input = 'twelve saves of "ana", then saves of "ana" and "bo" at wrong versions';
  await holds(repo, 120, 12, { message: 'A save that was refused has stored something.', input });
  await isUnknown(repo, 'bo', input);
}

/** How a save was refused, and the versions that the error has to hold, now and later. */
interface Conflict {
  readonly error: ConcurrencyError;
  readonly versions: readonly [expected: number, actual: number];
  readonly input: string;
}

async function mustConflict(
  repo: AccountRepository,
  account: LoyaltyAccount,
  expected: number,
  actual: number,
): Promise<Conflict> {
  const input = `the stored version is ${actual}, save at version ${expected}`;
  const error = await mustThrow(() => repo.save(account.id, account, expected), ConcurrencyError, input);
  const conflict: Conflict = { error, versions: [expected, actual], input };
  mustHold(conflict, 'The ConcurrencyError does not hold both versions.');
  return conflict;
}

function mustHold({ error, versions, input }: Conflict, message: string): void {
  equal([error.expected, error.actual], versions, { message, input: `${input}: expected, actual` });
}

/** Ids that are easily taken for one another, or for a key or a word of somebody's. */
const accountIds = [
  ...'ana|ana:1|ana#1|Ana| ana|ana |a|an|ana+|ana%20|{ana}|Zoë #7|Zoe\u0308 #7|a/b|a\nb'.split('|'),
  ...'__proto__|constructor|outbox|loyalty:outbox|stream:ana|*|0|null'.split('|'),
  ...['1', '2'].map((end) => 'a'.repeat(300) + end),
];

export async function keepsAccountsApart(
  repo: AccountRepository,
  more: readonly string[] = [],
): Promise<void> {
  const ids = [...new Set([...accountIds, ...more])];
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
  const input = 'save, redeem on that object, load, redeem on that one';
  const { account: other } = await holds(repo, 500, 1, {
    message: 'Changing an account changes what is stored, although nobody saved it.',
    input,
  });
  await saved(repo, other, 1);
  await mustConflict(repo, account, 0, 1);
  const again = await holds(repo, 500, 1, {
    message: 'A save that was refused has changed the account.',
    input: `${input}, then a refused save of it`,
  });
  equal(again.account.uncommitted.length, 0, {
    message: 'A loaded account has uncommitted events.',
    input: `${input}, then a refused save of it, load: number of uncommitted events`,
  });
}

export async function saved(
  repo: AccountRepository,
  account: LoyaltyAccount,
  version: number,
): Promise<void> {
  const input = `save "${account.id}", ${account.uncommitted.length} events, at version ${version}`;
  await mustReturn(() => repo.save(account.id, account, version), input);
}

type Loaded = NonNullable<Awaited<ReturnType<AccountRepository['load']>>>;

export async function loaded(repo: AccountRepository, id: string): Promise<Loaded> {
  const input = `load "${id}"`;
  const found = await mustReturn(() => repo.load(id), input);
  ok(found, { message: 'A saved account is not found.', input, expected: 'the account', actual: 'null' });
  return found;
}

/** Loads the account of ana, which has to be as told. */
export async function holds(
  repo: AccountRepository,
  balance: number,
  version: number,
  { message, input }: { message: string; input: string },
): Promise<Loaded> {
  const found = await loaded(repo, 'ana');
  const actual = [found.account.balance(start), found.version];
  equal(actual, [balance, version], { message, input: `${input}, load "ana": balance, version` });
  return found;
}

export async function isUnknown(repo: AccountRepository, id: string, before: string): Promise<void> {
  equal(await mustReturn(() => repo.load(id), `load "${id}"`), null, {
    message: 'Loading an id that nobody saved does not give null.',
    input: `${before}, load "${id}"`,
  });
}
