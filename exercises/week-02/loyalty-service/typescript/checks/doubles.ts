import { ManualClock, type Gate } from 'codealong/checkkit';
import type { Broker, Msg } from '../../../../kit/typescript/kit';
import {
  ConcurrencyError,
  type AccountRepository,
  type EventPublisher,
} from '../reference/internal/loyalty/application/ports';
import { LoyaltyAccount } from '../reference/internal/loyalty/domain/account';
import type { LoyaltyEvent } from '../reference/internal/loyalty/domain/events';

/** Lets calls take a while, and counts them: those that began, and those that have not ended. */
export class Traffic implements Gate {
  began = 0;
  open = 0;

  async before(): Promise<void> {
    this.began++;
    this.open++;
    await aWhile();
  }

  after(): void {
    this.open--;
  }

  async call<T>(work: () => T): Promise<T> {
    await this.before();
    try {
      return work();
    } finally {
      this.after();
    }
  }
}

/** A repository that keeps its contract, takes a while, writes down what happens, and can be told to misbehave. */
export class FakeAccounts implements AccountRepository {
  readonly histories = new Map<string, readonly LoyaltyEvent[]>();
  readonly expectedVersions: number[] = [];
  loads = 0;
  /** Runs before a load is answered, with its number: 1, 2, 3, … */
  beforeLoad: (load: number) => void = () => undefined;
  /** Runs before a save is looked at, with its number, and the id it is for. */
  beforeSave: (save: number, id: string) => void = () => undefined;

  constructor(
    readonly journal: string[] = [],
    readonly traffic = new Traffic(),
  ) {}

  load(id: string): Promise<{ account: LoyaltyAccount; version: number } | null> {
    const load = ++this.loads;
    return this.traffic.call(() => {
      this.beforeLoad(load);
      const history = this.histories.get(id);
      return history ? { account: LoyaltyAccount.fromEvents(history), version: history.length } : null;
    });
  }

  save(id: string, account: LoyaltyAccount, expectedVersion: number): Promise<void> {
    const events = [...account.uncommitted];
    const save = this.expectedVersions.push(expectedVersion);
    return this.traffic.call(() => {
      this.beforeSave(save, id);
      const history = this.history(id);
      if (history.length !== expectedVersion) throw new ConcurrencyError(expectedVersion, history.length);
      if (events.length === 0) return;
      this.journal.push('saved');
      this.histories.set(id, [...history, ...events]);
    });
  }

  /** What another instance of the service saves behind the back of this one. */
  saveElsewhere(...events: readonly LoyaltyEvent[]): void {
    for (const event of events)
      this.histories.set(event.accountId, [...this.history(event.accountId), event]);
  }

  /** Does this just before each of the next saves, as many as given, and not before later ones. */
  onNextSaves(count: number, action: (save: number) => void): void {
    this.forget();
    this.beforeSave = (save) => {
      if (save <= count) action(save);
    };
  }

  /** Counts from here on, and behaves again. */
  forget(): void {
    this.expectedVersions.length = 0;
    this.loads = 0;
    this.beforeLoad = this.beforeSave = () => undefined;
  }

  history(id: string): readonly LoyaltyEvent[] {
    return this.histories.get(id) ?? [];
  }
}

/** A publisher that takes a while, writes down what it gets call by call, and fails when it is told to. */
export class FakePublisher implements EventPublisher {
  readonly calls: (readonly LoyaltyEvent[])[] = [];
  /** What a call rejects with, when it rejects. */
  failing: (() => unknown) | undefined;

  constructor(
    readonly journal: string[] = [],
    readonly traffic = new Traffic(),
  ) {}

  publish(events: LoyaltyEvent[]): Promise<void> {
    const published = events.map((event) => ({ ...event }));
    if (published.length > 0) this.journal.push('publish began');
    if (published.length > 0) this.calls.push(published);
    return this.traffic.call(() => {
      if (this.failing) throw this.failing();
      if (published.length > 0) this.journal.push('publish ended');
    });
  }

  get published(): readonly LoyaltyEvent[] {
    return this.calls.flat();
  }
}

/** A broker that keeps what it accepts. */
export class FakeBroker implements Broker {
  readonly accepted: Msg[] = [];
  down = false;
  /** Stands before every call, and may throw. */
  before: () => void = () => undefined;

  async produce(messages: Msg[]): Promise<void> {
    const copies = messages.map((message) => ({ ...message, headers: { ...message.headers } }));
    await aWhile();
    this.before();
    if (this.down) throw new Error('broker is not available');
    this.accepted.push(...copies);
  }

  /** The way of one instance to this broker, through its gate. */
  through(gate: Gate): Broker {
    let number = 0;
    return {
      produce: async (messages) => {
        const operation = { name: 'produce', keys: ['loyalty.events'], number: ++number };
        await gate.before?.(operation);
        await this.produce(messages);
        await gate.after?.(operation);
      },
    };
  }
}

/** Shows one millisecond more with every look. */
export class RestlessClock extends ManualClock {
  readonly shown: number[] = [];

  override now(): number {
    const now = super.now() + this.shown.length;
    this.shown.push(now);
    return now;
  }
}

/** A clock that counts who waits for it. */
export class WatchedClock extends ManualClock {
  waits = 0;

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.waits++;
    return super.sleep(ms, signal);
  }

  override setTimeout(fn: () => void, ms: number): () => void {
    this.waits++;
    return super.setTimeout(fn, ms);
  }
}

/** Some steps of other work. */
export async function aWhile(): Promise<void> {
  for (let step = 0; step < 10; step++) await Promise.resolve();
}
