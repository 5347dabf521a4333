import { fail, type Outcome } from 'codealong/checkkit';
import {
  LogConflictError,
  SagaStartedError,
  SagaUnknownError,
} from '../reference/internal/order/application/saga-types';
import { endOf, type World } from './world';

const kinds = { SagaStartedError, SagaUnknownError, LogConflictError };
type Kind = keyof typeof kinds;

export const isA = (outcome: Outcome<unknown>, kind: Kind): boolean =>
  outcome.status === 'threw' && outcome.error instanceof kinds[kind];

/** Fails unless the call rejects with an error of this class. */
export async function throwsA(
  world: World,
  kind: Kind,
  call: () => Promise<unknown>,
  input: string,
  message: string,
): Promise<void> {
  const outcome = await world.end(call, input);
  if (!isA(outcome, kind))
    fail({ message, input, expected: `it rejects with ${kind}`, actual: endOf(outcome) });
}

export const throwsStarted = (world: World, call: () => Promise<unknown>, input: string): Promise<void> =>
  throwsA(world, 'SagaStartedError', call, input, 'A saga that was started and has not ended was run again.');
