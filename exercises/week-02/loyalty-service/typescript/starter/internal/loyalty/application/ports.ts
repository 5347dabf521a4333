import type { LoyaltyAccount } from '../domain/account';
import type { LoyaltyEvent } from '../domain/events';

/**
 * The ports: what the use cases need from the outside, in their own words. The outside implements these interfaces and
 * throws these errors; a use case knows nothing else of it. (The third port, `Clock`, is the kit's.)
 */
export interface AccountRepository {
  /** The account and its version, which is the number of its saved events; `null` when nothing was ever saved. */
  load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null>;
  /**
   * Appends the account's uncommitted events, all or none, provided that the saved version is still
   * `expectedVersion` (0 for an account that nobody has saved yet). Throws `ConcurrencyError` when it is not.
   */
  save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void>;
}

export interface EventPublisher {
  /** Tells other services what happened. Events may reach them more than once. Rejects when it cannot be done now. */
  publish(events: LoyaltyEvent[]): Promise<void>;
}

/** Another writer saved the account in the meantime: the decision rests on an old state. */
export class ConcurrencyError extends Error {
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`version ${expected} was expected, but ${actual} is saved`);
    this.name = 'ConcurrencyError';
    this.expected = expected;
    this.actual = actual;
  }
}

/** The customer has no loyalty account. */
export class AccountNotFound extends Error {
  readonly customerId: string;

  constructor(customerId: string) {
    super(`customer ${customerId} has no loyalty account`);
    this.name = 'AccountNotFound';
    this.customerId = customerId;
  }
}
