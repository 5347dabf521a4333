import {
  describeError,
  equal,
  fail,
  KvServer,
  ManualClock,
  ok,
  settle,
  show,
  watch,
} from 'codealong/checkkit';
import type { Gate, Outcome, Told, Watched } from 'codealong/checkkit';
import { ConcurrencyError, KvEventStore } from '../reference/pkg/eventstore/event-store';
import type { EventStore, Expected, NewEvent, StoredEvent } from '../reference/pkg/eventstore/event-store';

export type { EventStore, Expected, NewEvent, StoredEvent };

/** One key-value server and one clock. Every `open` is one more instance of the store, as another pod would be. */
export class World {
  readonly server = new KvServer();
  readonly clock = new ManualClock();

  open(gate?: Gate): EventStore {
    return new KvEventStore(this.server.connect(gate), this.clock);
  }
}

export function placed(id: string, drink = 'espresso'): NewEvent {
  return { id, type: 'OrderPlaced', data: { drink } };
}

export function paid(id: string, cents = 350): NewEvent {
  return { id, type: 'OrderPaid', data: { cents } };
}

/** A call as the learner would write it, with events shown by their ids. */
export function saveCall(streamId: string, events: readonly NewEvent[], expected: Expected): string {
  return `saveEvents(${show(streamId)}, [${events.map(({ id }) => id).join(', ')}], ${show(expected)})`;
}

/** Runs a call to its end. Fails when it does not end by itself: the clock stands still and nobody else acts. */
export async function ended<T>(start: () => Promise<T>, input: string): Promise<Outcome<T>> {
  const call = watch(Promise.resolve().then(start));
  await settle();
  if (call.state === 'pending') {
    fail({
      message: 'This call never ends. It waits for time to pass or for something nobody will do.',
      input,
    });
  }
  if (call.state === 'rejected') return { status: 'threw', error: call.error };
  return { status: 'returned', value: call.value as T };
}

/** The result of a call that the rules accept. */
export async function accepted<T>(start: () => Promise<T>, told: Told & { input: string }): Promise<T> {
  const outcome = await ended(start, told.input);
  if (outcome.status === 'returned') return outcome.value;
  return fail({ ...told, expected: 'no error', actual: `it threw ${describeError(outcome.error)}` });
}

/** The error of a call that the rules refuse. */
export async function refused(
  start: () => Promise<unknown>,
  told: Told & { input: string; expected: string },
): Promise<unknown> {
  const outcome = await ended(start, told.input);
  if (outcome.status === 'threw') return outcome.error;
  return fail({ ...told, actual: `it resolved to ${show(outcome.value)}` });
}

/** Saves a batch that has every right to be saved. */
export function save(
  store: EventStore,
  streamId: string,
  events: NewEvent[],
  expected: Expected,
): Promise<{ version: number }> {
  const input = saveCall(streamId, events, expected);
  const message = 'A save that breaks no rule is refused.';
  return accepted(() => store.saveEvents(streamId, events, expected), { message, input });
}

/** Saves a batch that must lose against what is already there. */
export async function saveConflicts(
  store: EventStore,
  [streamId, events, expected]: readonly [string, NewEvent[], Expected],
  actual: number,
  told: Told,
): Promise<void> {
  const input = told.input ?? saveCall(streamId, events, expected);
  const error = await refused(() => store.saveEvents(streamId, events, expected), {
    ...told,
    input,
    expected: 'a ConcurrencyError',
  });
  isConflict(error, expected, actual, input);
}

export function isConflict(error: unknown, expected: Expected, actual: number, input: string): void {
  ok(error instanceof ConcurrencyError, {
    message:
      'A conflict must reject with ConcurrencyError: by its type the caller knows to reload and decide again.',
    input,
    expected: 'a ConcurrencyError',
    actual: describeError(error),
  });
  equal(
    { expected: error.expected, actual: error.actual },
    { expected, actual },
    {
      message: 'The ConcurrencyError does not tell what was expected and where the stream really is.',
      input,
    },
  );
}

export function isNoConflict(error: unknown, told: Told): void {
  ok(!(error instanceof ConcurrencyError), {
    ...told,
    expected: 'another error',
    actual: describeError(error),
  });
}

export function eventsOf(store: EventStore, streamId: string, fromVersion?: number): Promise<StoredEvent[]> {
  const input = `getEvents(${show(streamId)}${fromVersion === undefined ? '' : `, ${fromVersion}`})`;
  const read = (): Promise<StoredEvent[]> =>
    fromVersion === undefined ? store.getEvents(streamId) : store.getEvents(streamId, fromVersion);
  return readEvents(read, input);
}

export function logOf(store: EventStore, afterPosition = 0, limit = 1_000): Promise<StoredEvent[]> {
  return readEvents(() => store.readAll(afterPosition, limit), `readAll(${afterPosition}, ${limit})`);
}

async function readEvents(read: () => Promise<StoredEvent[]>, input: string): Promise<StoredEvent[]> {
  const events = await accepted(read, { message: 'A plain read fails.', input });
  const areEvents =
    Array.isArray(events) && events.every((event) => typeof event === 'object' && event !== null);
  ok(areEvents, {
    message: 'A read must resolve to an array of events.',
    input,
    expected: 'an array of events',
    actual: show(events),
  });
  return events;
}

/** Fails unless the stream holds exactly these events, in this order, at versions 1, 2, 3… */
export async function streamIs(
  store: EventStore,
  streamId: string,
  ids: string[],
  told: Told,
): Promise<void> {
  const events = await eventsOf(store, streamId);
  equal(
    versions(events),
    ids.map((id, at) => `${at + 1} ${id}`),
    told,
  );
}

/** Fails unless the whole log holds exactly these events, in this order, at positions 1, 2, 3… */
export async function logIs(store: EventStore, ids: string[], told: Told): Promise<void> {
  const events = await logOf(store);
  equal(
    positions(events),
    ids.map((id, at) => `${at + 1} ${id}`),
    told,
  );
}

/** Events as "version id". */
export function versions(events: readonly StoredEvent[]): string[] {
  return events.map(({ id, version }) => `${version} ${id}`);
}

/** Events as "position id". */
export function positions(events: readonly StoredEvent[]): string[] {
  return events.map(({ id, position }) => `${position} ${id}`);
}

/** How a watched call ended, in one line. */
export function endOf(call: Watched<unknown> | undefined): string {
  if (call?.state === 'fulfilled') return `resolved to ${show(call.value)}`;
  return call?.state === 'rejected' ? `threw ${describeError(call.error)}` : 'still pending';
}

export function idsOf(events: readonly { id: string }[]): string[] {
  return events.map(({ id }) => id);
}
