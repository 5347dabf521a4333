import { describeError, ok, show, type Outcome } from 'codealong/checkkit';
import { CircuitOpenError } from '../reference/pkg/resilience/circuit-breaker';

const named = (name: string): Error => Object.assign(new Error('the call ended early'), { name });

class BrokerError extends Error {}

/** Whatever `fn` may fail with, and what it is called. Nothing of it is for the breaker to look at. */
export const errors: readonly (readonly [name: string, error: unknown])[] = [
  ['an Error', new Error('the broker is down')],
  ['a frozen Error', Object.freeze(new Error('frozen'))],
  ['an Error of a class of its own', new BrokerError('down')],
  ['a TypeError', new TypeError('x is undefined')],
  ['a RangeError', new RangeError('too large')],
  ['a SyntaxError', new SyntaxError('no JSON')],
  ['an AggregateError', new AggregateError([], 'all failed')],
  ['a DOMException', new DOMException('aborted', 'AbortError')],
  ['an AbortError', named('AbortError')],
  ['a TimeoutError', named('TimeoutError')],
  ['an Error with status 400', Object.assign(new Error('bad request'), { status: 400, statusCode: 400 })],
  ['an Error with code ECONNRESET', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
  ['the CircuitOpenError of another breaker', new CircuitOpenError(500)],
  ['the CircuitOpenError of another breaker that is half-open', new CircuitOpenError(0)],
  ['an Error caused by a CircuitOpenError', new Error('no order', { cause: new CircuitOpenError(500) })],
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

/** How a call ended, and how often `fn` ran where that is the point. */
function describeEnd(outcome: Outcome<unknown>, runs: number): string {
  const ran = runs === 1 ? '' : `fn was called ${runs} times; `;
  return outcome.status === 'returned'
    ? `${ran}execute resolved to ${show(outcome.value)}`
    : `${ran}execute rejected with ${describeError(outcome.error)}`;
}

export function expectValue(outcome: Outcome<unknown>, value: unknown, input: string, runs = 1): void {
  ok(runs === 1 && outcome.status === 'returned' && Object.is(outcome.value, value), {
    message: runs === 1 ? 'The caller has to get what fn returned.' : 'execute has to call fn exactly once.',
    input,
    expected: `execute resolved to ${show(value)}, the very same`,
    actual: describeEnd(outcome, runs),
  });
}

export function expectError(outcome: Outcome<unknown>, error: unknown, input: string, runs = 1): void {
  ok(runs === 1 && outcome.status === 'threw' && Object.is(outcome.error, error), {
    message:
      runs === 1 ? 'The caller has to get the very error of fn.' : 'execute has to call fn exactly once.',
    input,
    expected: `execute rejected with ${describeError(error)}, the very same`,
    actual: describeEnd(outcome, runs),
  });
}
