const immediate = globalThis.setImmediate;

/**
 * Lets everything that can go on without time passing go on: resolves when the microtask queue has run dry.
 * No wall clock is involved, so the answer does not depend on how busy the machine is.
 */
export function settle(): Promise<void> {
  return new Promise((resolve) => immediate(() => immediate(resolve)));
}

export type PromiseState = 'pending' | 'fulfilled' | 'rejected';

/** A promise under watch. Watching it also keeps a rejection from counting as unhandled. */
export interface Watched<T> {
  readonly state: PromiseState;
  readonly value: T | undefined;
  readonly error: unknown;
}

/** Starts watching a promise. Read `state` after `settle()`. */
export function watch<T>(promise: Promise<T>): Watched<T> {
  const watched: { state: PromiseState; value: T | undefined; error: unknown } = {
    state: 'pending',
    value: undefined,
    error: undefined,
  };
  promise.then(
    (value) => Object.assign(watched, { state: 'fulfilled', value }),
    (error: unknown) => Object.assign(watched, { state: 'rejected', error }),
  );
  return watched;
}
