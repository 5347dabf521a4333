import { describeError, fail, ok, type Outcome } from './expect';
import { show } from './finding';
import { settle, watch } from './settle';

/** How often a call may come to rest and go on, before it counts as one that waits. */
const mostRounds = 50;

/** Runs a call to its end that has no reason to wait for time to pass. Fails when it waits all the same. */
export async function finish<T>(call: () => T | Promise<T>, input: string): Promise<Outcome<T>> {
  const watched = watch(Promise.resolve().then(call));
  for (let round = 0; watched.state === 'pending' && round < mostRounds; round++) await settle();
  if (watched.state === 'pending') {
    fail({
      message: 'A call has not ended, although everything that it asked for was answered.',
      input,
      expected: 'the call returns or throws',
      actual: 'it is still waiting',
    });
  }
  return watched.state === 'fulfilled'
    ? { status: 'returned', value: watched.value as T }
    : { status: 'threw', error: watched.error };
}

/** What a call gives that has to succeed. */
export async function mustReturn<T>(call: () => T | Promise<T>, input: string): Promise<T> {
  const outcome = await finish(call, input);
  if (outcome.status === 'returned') return outcome.value;
  return fail({
    message: 'A call fails that has to succeed.',
    input,
    expected: 'a result',
    actual: `it threw ${describeError(outcome.error)}`,
  });
}

/** What a call throws that has to fail with an error of this kind. */
export async function mustThrow<E extends Error>(
  call: () => unknown,
  kind: new (...parameters: never[]) => E,
  input: string,
): Promise<E> {
  const outcome = await finish(call, input);
  const told = { message: `A call does not fail with ${kind.name}.`, input, expected: kind.name };
  if (outcome.status === 'returned') fail({ ...told, actual: `it returned ${show(outcome.value)}` });
  const { error } = outcome;
  ok(error instanceof kind, { ...told, actual: `it threw ${describeError(error)}` });
  return error;
}
