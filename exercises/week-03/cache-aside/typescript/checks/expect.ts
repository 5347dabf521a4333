import {
  describeError,
  equal,
  ok,
  outcomeOf,
  settle,
  show,
  succeeds,
  watch,
  type Watched,
} from 'codealong/checkkit';
import type { Cache, Shop } from './shop';

/** Lets everything go on that waits for no time. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await settle();
}

/** The same for one call: no longer than until it has ended and what goes on beside it has come to rest. */
export async function restOf(call: Watched<unknown>): Promise<void> {
  await settle();
  for (let turn = 1; turn < 4 && call.state === 'pending'; turn++) await settle();
}

/** Starts a call that the check looks at later. */
export function start<T>(call: () => Promise<T>): Watched<T> {
  return watch(Promise.resolve().then(call));
}

/** One `get` that has to answer `expected` without `load`. */
export async function expectHit(
  shop: Shop,
  cache: Cache,
  key: string,
  expected: unknown,
  told: { readonly message: string; readonly input: string },
): Promise<void> {
  const { value, loads } = await ask(shop, cache, key, told.input);
  expectLoads(loads, 0, told);
  const message = 'get answers from the cache, and not with the value that was loaded.';
  equal(value, expected, { message, input: told.input });
}

/** One `get` that has to call `load` once and to answer what it answers. */
export async function expectLoad(
  shop: Shop,
  cache: Cache,
  key: string,
  told: { readonly message: string; readonly input: string },
): Promise<void> {
  const { value, loads } = await ask(shop, cache, key, told.input);
  expectLoads(loads, 1, told);
  equal(value, shop.row(key), { message: 'get does not answer what load answers.', input: told.input });
}

/** One `get`, and how often it called `load`. */
export async function ask(
  shop: Shop,
  cache: Cache,
  key: string,
  input: string,
): Promise<{ value: unknown; loads: number }> {
  const before = shop.loads.length;
  const value = await succeeds(() => cache.get(key), { message: 'get rejects, and load does not.', input });
  return { value, loads: shop.loads.length - before };
}

export function expectLoads(
  actual: number,
  expected: number,
  told: { readonly message: string; readonly input: string },
): void {
  ok(actual === expected, {
    ...told,
    expected: expected === 0 ? 'load is not called' : `load is called ${times(expected)}`,
    actual: actual === 0 ? 'it was not called' : `it was called ${times(actual)}`,
  });
}

/** An update that has to resolve, with one call of `save`. */
export async function update(
  shop: Shop,
  cache: Cache,
  key: string,
  value: unknown,
  input: string,
): Promise<void> {
  const before = shop.saves;
  await succeeds(() => cache.update(key, value), { message: 'update rejects, and save does not.', input });
  expectSaves(shop.saves - before, input);
}

export function expectSaves(saves: number, input: string): void {
  ok(saves === 1, {
    message: 'For one update, save was not called exactly once.',
    input,
    expected: 'save is called once',
    actual: `it was called ${times(saves)}`,
  });
}

/** A `get` that was started before: it has to have answered by now, and so. */
export function expectAnswered(
  reading: Watched<unknown>,
  expected: unknown,
  told: { readonly message: string; readonly input: string },
): void {
  ok(reading.state === 'fulfilled', {
    ...told,
    expected: `it answers ${show(expected)}`,
    actual: reading.state === 'pending' ? 'it waits' : `it rejected with ${describeError(reading.error)}`,
  });
  equal(reading.value, expected, told);
}

/** A call that has to end with this very error. */
export async function expectError(
  call: () => Promise<unknown>,
  error: unknown,
  told: { readonly message: string; readonly input: string },
): Promise<void> {
  let isThrown = true;
  const outcome = await outcomeOf(() => {
    const promise = call();
    isThrown = false;
    return promise;
  });
  ok(!isThrown, {
    ...told,
    expected: `it returns a promise that rejects with ${describeError(error)}`,
    actual: 'it threw before it returned a promise',
  });
  ok(outcome.status === 'threw' && Object.is(outcome.error, error), {
    ...told,
    expected: `it rejects with ${describeError(error)}, the very same`,
    actual:
      outcome.status === 'threw'
        ? `it rejected with ${describeError(outcome.error)}`
        : `it resolved to ${show(outcome.value)}`,
  });
}

export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
