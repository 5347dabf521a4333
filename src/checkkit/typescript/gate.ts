import { showLife } from './life';

/** One request of a client to a double, as a gate sees it. */
export interface Operation<Name extends string = string> {
  readonly name: Name;
  /** What it is about: keys of a store, `table/id` of a database, topics of a broker. */
  readonly keys: readonly string[];
  /** 1 for the first operation on this connection. */
  readonly number: number;
}

/**
 * Stands on the way between one client and a double. `before` may wait (the double serves others meanwhile) or throw (the
 * request is lost, nothing happens); `after` may throw (the request was carried out, its reply is lost).
 */
export interface Gate {
  before?(operation: Operation): Promise<void> | void;
  after?(operation: Operation): Promise<void> | void;
  /** Whether the client has died. It gets no answer any more, not even an error, and nothing that it still asks for happens. */
  readonly dead?: boolean;
  /** Calls `fn` when the client dies. Servers then end what it had open. */
  onDeath?(fn: () => void): void;
}

/** Several gates one behind the other, for instance a turn of a schedule and a process that dies. */
export function gates(...all: readonly Gate[]): Gate {
  return {
    async before(operation) {
      for (const gate of all) if (!isDead(gate)) await gate.before?.(operation);
    },
    async after(operation) {
      for (const gate of all) if (!isDead(gate)) await gate.after?.(operation);
    },
    get dead() {
      return all.some(isDead);
    },
    onDeath(fn) {
      for (const gate of all) gate.onDeath?.(fn);
    },
  };
}

/** A call that is never answered: whoever waits for it has died. */
export const noAnswer = (): Promise<never> => new Promise(() => undefined);

export const isDead = (gate: Gate): boolean => gate.dead === true;

/** Sends the requests of one connection through its gate, and numbers them. Each yields at least once. */
export function requestsThrough(gate: Gate) {
  let count = 0;
  return async <T>(name: string, keys: readonly string[], act: () => T | Promise<T>): Promise<T> => {
    const operation = { name, keys, number: ++count };
    showLife();
    if (isDead(gate)) return noAnswer();
    await gate.before?.(operation);
    if (isDead(gate)) return noAnswer();
    const result = await act();
    await gate.after?.(operation);
    return isDead(gate) ? noAnswer() : result;
  };
}
