import { equal, fail } from 'codealong/checkkit';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';
import type { Tier } from '../reference/internal/loyalty/domain/tier';
import { RestlessClock } from './doubles';
import { mustReturn } from './outcomes';
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
  const { balance, tier } = result;
  const account = LoyaltyAccount.fromEvents(history);
  const possible = at.map((instant) => ({ balance: account.balance(instant), tier: account.tier(instant) }));
  if (possible.some((one) => one.balance === balance && (tier === undefined || one.tier === tier))) return;
  const shown = possible.map((one) => `${one.balance}${tier === undefined ? '' : ` ${one.tier}`}`);
  fail({
    message: 'What is returned is not the state at one instant, that of the event if there is one.',
    input: input(call),
    expected: shown.join(' or '),
    actual: `${balance}${tier === undefined ? '' : ` ${tier}`}`,
  });
}

/** One instant for reading: balance and tier belong together. */
export async function readsAtOneInstant(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const clock = new RestlessClock(start);
    const { accounts, read } = setUp(clock);
    accounts.saveElsewhere(...expiring(turn));
    const result = await mustReturn(() => read('ana'), input('read'));
    isOfOneInstant('read', result, accounts.history('ana'), clock.shown());
  }
}

/** One instant for what is saved and what is returned, with a first and with a later try, and for a repeat. */
export async function decidesAtOneInstant(call: 'earn' | 'redeem', conflicts: number): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const clock = new RestlessClock(start);
    const bench = setUp(clock);
    const act = (): Promise<Result> => (call === 'earn' ? bench.earn('o-1', 50) : bench.redeem('r-1', 1));
    bench.accounts.saveElsewhere(...expiring(turn));
    bench.accounts.onNextSaves(conflicts, (save) => bench.accounts.saveElsewhere(given(save, start - 1_000)));
    const result = await mustReturn(act, input(call));
    const history = bench.accounts.history('ana');
    const { at = 0 } = history.at(-1) ?? {};
    equal(clock.shown().includes(at), true, {
      message: 'The saved event does not carry an instant that the clock has shown.',
      input: `${input(call)}; it showed ${clock.shown().join(', ')}; the event has ${at}`,
    });
    isOfOneInstant(call, result, history, [at]);
    isOfOneInstant(`${call} again`, await mustReturn(act, input(`${call} again`)), history, clock.shown());
    const before = clock.shown().length;
    await mustReturn(
      () => (call === 'earn' ? bench.earn('o-2', 50) : bench.redeem('r-2', 1)),
      input(`${call} o-2`),
    );
    const later = bench.accounts.history('ana').at(-1)?.at ?? 0;
    equal(clock.shown().slice(before).includes(later), true, {
      message: 'The event of a second call does not carry an instant that the clock showed during it.',
      input: `${input(call)}; it showed ${clock.shown().slice(before).join(', ')} during the call; the event has ${later}`,
    });
  }
}
