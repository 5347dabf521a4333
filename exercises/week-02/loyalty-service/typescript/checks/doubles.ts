import { fail, settle, watch, type Outcome } from 'codealong/checkkit';
import type { Broker, Msg } from '../../../../kit/typescript/kit';
import {
  ConcurrencyError,
  type AccountRepository,
  type EventPublisher,
} from '../reference/internal/loyalty/application/ports';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';

/** A repository that keeps its contract, writes down what happens, and can be told to misbehave. */
export class FakeAccounts implements AccountRepository {
  readonly journal: string[];
  readonly histories = new Map<string, readonly LoyaltyEvent[]>();
  readonly expectedVersions: number[] = [];
  loads = 0;
  /** Runs before a save is looked at, with the number of the save: 1, 2, 3, … */
  beforeSave: (save: number) => void = () => undefined;

  constructor(journal: string[] = []) {
    this.journal = journal;
  }

  async load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    this.loads++;
    const history = this.histories.get(id);
    return history ? { account: LoyaltyAccount.fromEvents(history), version: history.length } : null;
  }

  async save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    this.expectedVersions.push(expectedVersion);
    this.beforeSave(this.expectedVersions.length);
    const history = this.histories.get(id) ?? [];
    if (history.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, history.length);
    this.journal.push('save');
    if (account.uncommitted.length > 0) this.histories.set(id, [...history, ...account.uncommitted]);
  }

  /** What another instance of the service saves behind the back of this one. */
  saveElsewhere(event: LoyaltyEvent): void {
    this.histories.set(event.accountId, [...this.history(event.accountId), event]);
  }

  /** Does this just before the next save, and only then. */
  onNextSave(action: () => void): void {
    this.expectedVersions.length = 0;
    this.beforeSave = (save) => {
      if (save === 1) action();
    };
  }

  history(id: string): readonly LoyaltyEvent[] {
    return this.histories.get(id) ?? [];
  }
}

/** A publisher that takes a while, writes down what it gets, and fails when it is told to. */
export class FakePublisher implements EventPublisher {
  readonly journal: string[];
  readonly published: LoyaltyEvent[] = [];
  failure: Error | undefined;

  constructor(journal: string[] = []) {
    this.journal = journal;
  }

  async publish(events: LoyaltyEvent[]): Promise<void> {
    for (let step = 0; step < 10; step++) await Promise.resolve();
    if (events.length > 0) this.journal.push('publish');
    if (this.failure) throw this.failure;
    this.published.push(...events);
  }
}

/** A broker that keeps what it accepts. */
export class FakeBroker implements Broker {
  readonly accepted: Msg[] = [];
  down = false;
  /** Stands before every call; may wait or throw. */
  before: () => Promise<void> | void = () => undefined;

  async produce(messages: Msg[]): Promise<void> {
    await this.before();
    if (this.down) throw new Error('broker is not available');
    this.accepted.push(...messages.map((message) => ({ ...message, headers: { ...message.headers } })));
  }
}

/** Runs a call to its end. Nothing in this service has a reason to wait for time to pass, so a call that waits has failed. */
export async function finish<T>(call: () => T | Promise<T>, input: string): Promise<Outcome<T>> {
  const watched = watch(Promise.resolve().then(call));
  await settle();
  if (watched.state === 'pending') {
    fail({
      message: 'The call never ends, although everything that it asked for has been answered.',
      input,
      expected: 'the call returns or throws',
      actual: 'it is still waiting',
    });
  }
  return watched.state === 'fulfilled'
    ? { status: 'returned', value: watched.value as T }
    : { status: 'threw', error: watched.error };
}
