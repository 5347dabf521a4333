import { describeError, fail, ok, show, type ManualClock } from 'codealong/checkkit';
import { TimeoutError } from '../reference/pkg/resilience/timeout';
import type { Call } from './call';

/** A call as its caller sees it. */
export type Seen = Pick<Call, 'runs' | 'result' | 'threw'>;

/** How the caller of `withTimeout` is to find out. */
export type End =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'timeout'; readonly ms: number };

// Values become text only when there is something to tell: that takes longer than all else of a check.

export function expectEnd(call: Seen, end: End, message: string, input: string): void {
  if (hasEnded(call, end)) return;
  fail({ message, input, expected: describeEnd(end), actual: describeCall(call) + looksTheSame(call, end) });
}

export function expectWaiting(call: Seen, message: string, input: string): void {
  if (call.result.state === 'pending') return;
  fail({ message, input, expected: 'the caller waits', actual: describeCall(call) });
}

/** `fn` was given a signal, and it is aborted with this very reason. */
export function expectStopped(
  { signal }: Pick<Call, 'signal'>,
  reason: unknown,
  told: Partial<StopMessages>,
  input: string,
): void {
  if (signal?.aborted && Object.is(signal.reason, reason)) return;
  const { running, otherReason } = { ...stopMessages, ...told };
  const isCopy = signal?.aborted && describeReason(signal.reason) === describeReason(reason);
  fail({
    message: signal?.aborted ? otherReason : running,
    input,
    expected: `the signal of fn is aborted with ${describeReason(reason)}, the very same`,
    actual: describeSignal(signal) + (isCopy ? another : ''),
  });
}

interface StopMessages {
  readonly running: string;
  readonly otherReason: string;
}

const stopMessages: StopMessages = {
  running: 'The caller got its TimeoutError, but the signal of fn was not aborted: the work goes on.',
  otherReason: 'The signal of fn was aborted, but not with the error that the caller got.',
};

export function expectNotStopped(call: Call, message: string, input: string): void {
  ok(call.signal && !call.signal.aborted, {
    message,
    input,
    expected: 'the signal of fn is not aborted',
    actual: describeSignal(call.signal),
  });
}

export function expectNoTimer(clock: ManualClock, when: string, input: string): void {
  const count = clock.pending();
  ok(count === 0, {
    message: `${count === 1 ? 'One timer was' : `${count} timers were`} still waiting after ${when}.`,
    input,
    expected: 'no timer waits on the clock',
    actual: `${count} waiting`,
  });
}

export function expectRuns(call: Seen, runs: 0 | 1, message: string, input: string): void {
  if (call.runs === runs) return;
  const expected = runs === 0 ? 'fn is not called' : 'fn is called once';
  fail({ message, input, expected, actual: describeCall(call) });
}

function hasEnded({ result }: Seen, end: End): boolean {
  if (end.kind === 'value') return result.state === 'fulfilled' && Object.is(result.value, end.value);
  if (result.state !== 'rejected') return false;
  if (end.kind === 'error') return Object.is(result.error, end.error);
  return result.error instanceof TimeoutError && Object.is(result.error.ms, end.ms);
}

function describeEnd(end: End): string {
  if (end.kind === 'value') return `withTimeout resolved to ${describeValue(end.value)}, the very same`;
  if (end.kind === 'error') return `withTimeout rejected with ${describeReason(end.error)}, the very same`;
  return `withTimeout rejected with a TimeoutError whose ms is ${show(end.ms)}`;
}

const another = ', another one that looks the same';

/** Says so when the caller got a copy: the two texts would not tell. */
function looksTheSame({ result }: Seen, end: End): string {
  const isCopy =
    (end.kind === 'value' &&
      result.state === 'fulfilled' &&
      describeValue(result.value) === describeValue(end.value)) ||
    (end.kind === 'error' &&
      result.state === 'rejected' &&
      describeReason(result.error) === describeReason(end.error));
  return isCopy ? another : '';
}

/** A value in one line, an error without its stack. */
export function describeValue(value: unknown): string {
  return value instanceof Error ? `the value ${describeError(value)}` : show(value);
}

function describeCall({ runs, result, threw }: Seen): string {
  const ran = runs === 1 ? '' : runs === 0 ? 'fn was not called; ' : `fn was called ${runs} times; `;
  if (result.state === 'pending') return `${ran}the caller still waits`;
  if (result.state === 'fulfilled') return `${ran}withTimeout resolved to ${describeValue(result.value)}`;
  return `${ran}withTimeout ${threw ? 'threw' : 'rejected with'} ${describeReason(result.error)}`;
}

function describeSignal(signal: AbortSignal | undefined): string {
  if (!(signal instanceof AbortSignal)) return 'fn was given no signal';
  return signal.aborted
    ? `it is aborted with ${describeReason(signal.reason)}`
    : 'the signal of fn is not aborted';
}

/** An error in one line. A TimeoutError shows its timeout, and one that only bears the name is told apart. */
function describeReason(reason: unknown): string {
  if (reason instanceof TimeoutError) return `a TimeoutError whose ms is ${show(reason.ms)}`;
  const alien = reason instanceof Error && reason.name === 'TimeoutError';
  return alien ? `an error named TimeoutError that is not of your class TimeoutError` : describeError(reason);
}
