import { mustReturn, ok } from 'codealong/checkkit';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';
import type { Tier } from '../reference/internal/loyalty/domain/tier';
import { RestlessClock } from './doubles';
import { given, setUp } from './use-cases';

const year = 365 * 24 * 60 * 60 * 1_000;
const start = 2 * year + 123.25;
const input = (call: string): string =>
  `${call}; points expire in each millisecond, and the clock shows one millisecond more with each look, and never a whole one`;

interface Result {
  readonly balance: number;
  readonly tier?: Tier;
}

/** 40 purchases, of which one expires in each millisecond after `start`. `turn` looks later the tier goes down. */
function expiring(turn: number): readonly LoyaltyEvent[] {
  const base = given(100 + 10 * turn, start - 1_000);
  return [base, ...Array.from({ length: 40 }, (_, k) => given(10, start - year + k + 1, `lot-${k}`))];
}

/** What is returned is true at one instant: at that of the event, or of those the clock has shown when there is none. */
function isOfOneInstant(
  call: string,
  result: Result,
  history: readonly LoyaltyEvent[],
  at: readonly number[],
): void {
  const account = LoyaltyAccount.fromEvents(history);
  const told = ({ balance, tier }: Result): string => `${balance}${result.tier ? ` ${tier}` : ''}`;
  const possible = at.map((instant) =>
    told({ balance: account.balance(instant), tier: account.tier(instant) }),
  );
  ok(possible.includes(told(result)), {
    message: 'What is returned is not the state at one instant, that of the event if there is one.',
    input: input(call),
    expected: possible.join(' or '),
    actual: told(result),
  });
}

/** One instant for reading: balance and tier belong together. */
export async function readsAtOneInstant(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const clock = new RestlessClock(start);
    const { accounts, read } = setUp(clock);
    accounts.saveElsewhere(...expiring(turn));
    const result = await mustReturn(() => read('ana'), input('read'));
    isOfOneInstant('read', result, accounts.history('ana'), clock.shown);
  }
}

/** One instant for what is saved and what is returned, with a first and with a later try, and for a repeat. */
export async function decidesAtOneInstant(call: 'earn' | 'redeem', conflicts: number): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const clock = new RestlessClock(start);
    const { accounts, earn, redeem } = setUp(clock);
    const act = (id: string): Promise<Result> =>
      mustReturn<Result>(() => (call === 'earn' ? earn(id, 50) : redeem(id, 1)), input(`${call} ${id}`));
    accounts.saveElsewhere(...expiring(turn));
    accounts.onNextSaves(conflicts, (save) => accounts.saveElsewhere(given(save, start - 1_000)));
    const result = await act('o-1');
    const history = accounts.history('ana');
    const { at = 0 } = history.at(-1) ?? {};
    wasShown(at, clock.shown, input(call));
    isOfOneInstant(call, result, history, [at]);
    isOfOneInstant(`${call} again`, await act('o-1'), history, clock.shown);
    const before = clock.shown.length;
    await act('o-2');
    wasShown(
      accounts.history('ana').at(-1)?.at ?? 0,
      clock.shown.slice(before),
      input(`${call}, then another one`),
    );
  }
}

/** The event of a call carries an instant that the clock showed during it. */
function wasShown(at: number, shown: readonly number[], input: string): void {
  ok(shown.includes(at), {
    message: 'The event does not carry an instant that the clock showed during its call.',
    input,
    expected: `one of ${shown.join(', ')}`,
    actual: String(at),
  });
}
