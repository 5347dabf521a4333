import type { Clock } from '../../../kit';
import type { LoyaltyAccount } from '../domain/account';
import type { Tier } from '../domain/tier';
import { ConcurrencyError, type AccountRepository, type EventPublisher } from './ports';

/** An account as it is at an instant. */
export class Snapshot {
  readonly #account: LoyaltyAccount;

  constructor(
    account: LoyaltyAccount,
    readonly at: number,
    readonly tries = 1,
  ) {
    this.#account = account;
    Object.freeze(this);
  }

  get customerId(): string {
    return this.#account.id;
  }

  get balance(): number {
    return this.#account.balance(this.at);
  }

  get tier(): Tier {
    return this.#account.tier(this.at);
  }
}

/** Commands of one customer, one after the other: those of one use case do not get into each other's way. */
export class CommandQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  run<T>(customerId: string, command: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(customerId) ?? Promise.resolve()).then(command);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(customerId, settled);
    void settled.then(() => this.#last.get(customerId) === settled && this.#last.delete(customerId));
    return result;
  }
}

export interface Ports {
  readonly repo: AccountRepository;
  readonly pub: EventPublisher;
  readonly clock: Clock;
}

/** One try, and after a conflict the next one, each at the instant at which it decides. */
export function attempt(
  { repo, pub, clock }: Ports,
  customerId: string,
  open: () => LoyaltyAccount,
  decide: (account: LoyaltyAccount, at: number) => void,
  tries = 1,
): Promise<Snapshot> {
  return Promise.resolve()
    .then(() => repo.load(customerId))
    .then(async (found) => {
      const account = found?.account ?? open();
      const at = clock.now();
      await Promise.resolve().then(() => decide(account, at));
      await repo.save(customerId, account, found?.version ?? 0);
      await pub
        .publish(account.uncommitted.map((event) => Object.freeze({ ...event })))
        .catch(() => undefined);
      return new Snapshot(account, at, tries);
    })
    .catch((error: unknown) => {
      if (!(error instanceof ConcurrencyError)) throw error;
      if (tries === 3) throw new ConcurrencyError(error.expected, error.actual);
      return attempt({ repo, pub, clock }, customerId, open, decide, tries + 1);
    });
}
