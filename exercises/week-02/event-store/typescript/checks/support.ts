import {
  describeError,
  fail,
  idle,
  KvServer,
  ManualClock,
  ok,
  settle,
  show,
  watch,
} from 'codealong/checkkit';
import type { Gate, KvOperation, Outcome, Told, Watched } from 'codealong/checkkit';
import { ConcurrencyError, KvEventStore } from '../reference/pkg/eventstore/event-store';
import type { EventStore, Expected, NewEvent, StoredEvent } from '../reference/pkg/eventstore/event-store';
import { sameList } from './lists';

export type { EventStore, Expected, NewEvent, StoredEvent };

/** One key-value server and one clock. Every `open` is one more instance of the store, as another pod would be. */
export class World {
  readonly server: KvServer;

  constructor(readonly clock = new ManualClock()) {
    this.server = new KvServer(clock);
  }

  open(gate: Gate = {}): EventStore {
    const before = (operation: KvOperation): Promise<void> | void => {
      if (operation.number > patience) return new Promise(() => undefined);
      return gate.before?.(operation);
    };
    return new KvEventStore(this.server.connect({ ...gate, before }), this.clock);
  }
}

/** A world in which these events are stored, the first ones of `order-1`. */
export async function worldWith(...events: NewEvent[]): Promise<World> {
  const world = new World();
  await save(world.open(), 'order-1', events, 0);
  return world;
}

/** Who asks again and again without an end gets no answer after so many operations: then its call is seen to wait. */
const patience = 100_000;

export function placed(id: string, drink = 'espresso'): NewEvent {
  return { id, type: 'OrderPlaced', data: { drink } };
}

export function paid(id: string, cents = 350): NewEvent {
  return { id, type: 'OrderPaid', data: { cents } };
}

export function noted(id: string, data: unknown): NewEvent {
  return { id, type: 'Noted', data };
}

/** So many events, with ids `a1`, `a2`, … for the name `a`. */
export function many(count: number, name: string): NewEvent[] {
  return Array.from({ length: count }, (_, at) => paid(`${name}${at + 1}`));
}

/** A call as the learner would write it, with events shown by their ids. */
export function saveCall(streamId: string, events: readonly NewEvent[], expected: Expected): string {
  const ids = events.map(({ id }) => id || "''");
  const shown = ids.length > 6 ? [...ids.slice(0, 2), '…', ids.at(-1)] : ids;
  return `saveEvents(${show(streamId)}, [${shown.join(', ')}], ${show(expected)})`;
}

/** Runs a call to its end. Fails when it does not end by itself: the clock stands still and nobody else acts. */
export async function ended<T>(start: () => Promise<T>, input: string): Promise<Outcome<T>> {
  const running = Promise.resolve().then(start);
  const call = watch(running);
  await settle();
  if (call.state === 'pending') await Promise.race([running.catch(() => undefined), idle()]);
  await settle();
  if (call.state === 'pending') {
    fail({
      message: 'This call never ends: whatever it waits for does not come, and the clock stands still.',
      input,
      expected: 'the call resolves or rejects',
      actual: 'it is still pending when nothing goes on any more',
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
  told: Told & { input: string; expected?: string },
): Promise<unknown> {
  const outcome = await ended(start, told.input);
  if (outcome.status === 'threw') return outcome.error;
  return fail({ expected: 'an error', ...told, actual: `it resolved to ${show(outcome.value)}` });
}

/** Fails unless a call is refused, and not as a conflict. */
export async function refusedForGood(
  start: () => Promise<unknown>,
  told: Told & { input: string },
): Promise<void> {
  isNoConflict(await refused(start, told), {
    message:
      'A ConcurrencyError invites the caller to reload and try again, which cannot help here: the version is not what is wrong.',
    input: told.input,
  });
}

/** Saves a batch that has every right to be saved: a copy of it, so that it can be sent again. Gives the version told. */
export async function save(
  store: EventStore,
  streamId: string,
  events: NewEvent[],
  expected: Expected,
  told: Partial<Told> = {},
): Promise<number> {
  const input = told.input ?? saveCall(streamId, events, expected);
  const message = told.message ?? 'A save that breaks no rule is refused.';
  const batch = structuredClone(events);
  return versionOf(await accepted(() => store.saveEvents(streamId, batch, expected), { message, input }));
}

/** What a save resolved to: its version, whatever else is told. */
export function versionOf(result: unknown): number {
  return (result as { version: number } | undefined)?.version as number;
}

/** Fails unless a save told this version. */
export function versionIs(actual: number, expected: number, input: string): void {
  ok(actual === expected, {
    message: 'saveEvents must resolve to the version of the last event of the batch.',
    input,
    expected: `version ${expected}`,
    actual: `version ${show(actual)}`,
  });
}

/** Saves a batch that must lose against what is already there. Gives the error. */
export async function saveConflicts(
  store: EventStore,
  [streamId, events, expected]: readonly [string, NewEvent[], Expected],
  actual: number,
  message = 'The stream is not at the expected version, so this save must be refused.',
): Promise<unknown> {
  const input = `${saveCall(streamId, events, expected)} on a stream at version ${actual}`;
  const told = { message, input, expected: 'a ConcurrencyError' };
  const error = await refused(() => store.saveEvents(streamId, events, expected), told);
  isConflict(error, expected, actual, input);
  return error;
}

export function isConflict(error: unknown, expected: Expected, actual: number, input: string): void {
  ok(error instanceof ConcurrencyError, {
    message:
      'A conflict must reject with ConcurrencyError: by its type the caller knows to reload and decide again.',
    input,
    expected: 'a ConcurrencyError',
    actual: describeError(error),
  });
  ok(Object.is(error.expected, expected) && error.actual === actual, {
    message: 'The ConcurrencyError does not hold what was passed and the version of the stream.',
    input,
    expected: `expected: ${show(expected)}, actual: ${actual}`,
    actual: `expected: ${show(error.expected)}, actual: ${show(error.actual)}`,
  });
}

export function isNoConflict(error: unknown, told: Told): void {
  ok(!(error instanceof ConcurrencyError), {
    ...told,
    expected: 'another error',
    actual: describeError(error),
  });
}

export function eventsOf(store: EventStore, streamId: string, fromVersion?: number): Promise<StoredEvent[]> {
  const read = (): Promise<StoredEvent[]> =>
    fromVersion === undefined ? store.getEvents(streamId) : store.getEvents(streamId, fromVersion);
  return readEvents(read, readCall(streamId, fromVersion));
}

export function readCall(streamId: string, fromVersion?: number): string {
  return `getEvents(${show(streamId)}${fromVersion === undefined ? '' : `, ${fromVersion}`})`;
}

/**
 * All events of a stream. Where a read begins is the business of one check; to every other one a store that begins a place
 * too early or too late shows the whole stream as well.
 */
export async function wholeStream(store: EventStore, streamId: string): Promise<StoredEvent[]> {
  const events = await eventsOf(store, streamId);
  if (events[0]?.version === 1) return events;
  const others = [await eventsOf(store, streamId, 0), await eventsOf(store, streamId, 2)];
  return others.reduce((longest, other) => (other.length > longest.length ? other : longest), events);
}

export function logOf(store: EventStore, afterPosition = 0, limit = 1_000_000): Promise<StoredEvent[]> {
  return readEvents(() => store.readAll(afterPosition, limit), `readAll(${afterPosition}, ${limit})`);
}

async function readEvents(read: () => Promise<StoredEvent[]>, input: string): Promise<StoredEvent[]> {
  const events = await accepted(read, { message: 'A read rejects, though nothing is wrong.', input });
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
  const stored = versions(await wholeStream(store, streamId));
  sameList(stored, numbered(ids), `of ${show(streamId)}, by version`, told);
}

/** Fails unless the whole log holds exactly these events, in this order, at positions 1, 2, 3… */
export async function logIs(store: EventStore, ids: string[], told: Told): Promise<void> {
  sameList(positions(await logOf(store)), numbered(ids), 'in the log, by position', told);
}

/** Fails unless `order-1` and the whole log hold exactly these events. The others of the log are behind those of `order-1`. */
export async function orderIs(
  store: EventStore,
  ids: string[],
  told: Told,
  others: readonly string[] = [],
): Promise<void> {
  await streamIs(store, 'order-1', ids, told);
  await logIs(store, [...ids, ...others], told);
}

export const numbered = (ids: string[]): string[] => ids.map((id, at) => `${at + 1} ${id}`);

/** Events as "version id". */
export function versions(events: readonly StoredEvent[]): string[] {
  return events.map(({ id, version }) => `${version} ${id}`);
}

/** Events as "position id". */
export function positions(events: readonly StoredEvent[]): string[] {
  return events.map(({ id, position }) => `${position} ${id}`);
}

/** Fails unless each of these clients got its answer. */
export function allResolve(
  results: Record<string, Watched<unknown>>,
  clients: readonly string[],
  told: Told,
): void {
  for (const client of clients)
    ok(results[client]?.state === 'fulfilled', {
      ...told,
      expected: `${clients.join(', ')} resolve`,
      actual: `${client} ${endOf(results[client])}`,
    });
}

/** How a watched call ended, in one line. */
export function endOf(call: Watched<unknown> | undefined): string {
  if (call?.state === 'fulfilled') return `resolved to ${show(call.value)}`;
  return call?.state === 'rejected' ? `threw ${describeError(call.error)}` : 'still pending';
}

export function idsOf(events: readonly { id: string }[]): string[] {
  return events.map(({ id }) => id);
}
