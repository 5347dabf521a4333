import { describeError, ok, show, type Outcome } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/pkg/resilience/circuit-breaker';

const named = (name: string): Error => Object.assign(new Error('the call ended early'), { name });

/** Whatever `fn` may fail with, and what it is called. Nothing of it is for the breaker to look at. */
export const errors: readonly (readonly [name: string, error: unknown])[] = [
  ['an Error', new Error('the broker is down')],
  ['a frozen Error', Object.freeze(new Error('frozen'))],
  ['a TypeError', new TypeError('x is undefined')],
  ['an AbortError', named('AbortError')],
  ['a TimeoutError', named('TimeoutError')],
  ['an Error with status 400', Object.assign(new Error('bad request'), { status: 400, statusCode: 400 })],
  ['an Error with code ECONNRESET', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ['the CircuitOpenError of another breaker', new CircuitOpenError(500)],
  ['an object', { code: 'E_DOWN' }],
  ['a string', 'a string, thrown'],
  ['an empty string', ''],
  ['0', 0],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
];

/** Whatever `fn` may return. All of it is a success. */
export const values: readonly (readonly [name: string, value: unknown])[] = [
  ["'espresso'", 'espresso'],
  ['an object', { id: 'order-1' }],
  ['a frozen object', Object.freeze({ id: 'order-1' })],
  ['an Error', new Error('a value, not thrown')],
  ['a CircuitOpenError', new CircuitOpenError(1)],
  ['a function', () => 'espresso'],
  ['an empty string', ''],
  ['0', 0],
  ['NaN', Number.NaN],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
];

const end = (outcome: Outcome<unknown>): string =>
  outcome.status === 'returned'
    ? `execute resolved to ${show(outcome.value)}`
    : `execute rejected with ${describeError(outcome.error)}`;

export function expectValue(outcome: Outcome<unknown>, value: unknown, input: string): void {
  ok(outcome.status === 'returned' && Object.is(outcome.value, value), {
    message: 'The caller has to get what fn returned.',
    input,
    expected: `execute resolved to ${show(value)}, the very same`,
    actual: end(outcome),
  });
}

export function expectError(outcome: Outcome<unknown>, error: unknown, input: string): void {
  ok(outcome.status === 'threw' && Object.is(outcome.error, error), {
    message: 'The caller has to get the very error that fn failed with.',
    input,
    expected: `execute rejected with ${describeError(error)}, the very same`,
    actual: end(outcome),
  });
}
