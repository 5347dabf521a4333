import { describeError, equal, isNear, ok, show } from 'codealong/checkkit';
import type { Recorded, Site, Visit } from './site';

export function describeRecord({ method, route, status, seconds }: Recorded): string {
  const time = typeof seconds === 'number' ? `${seconds} s` : noText(seconds);
  return `${[method, route, status].map(textOf).join(' ')} ${time}`;
}

/** A text is shown as it is; anything else shows that it is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : noText(value);
}

function noText(value: unknown): string {
  return `(${value === null ? 'null' : typeof value} ${show(value)})`;
}

const fields = [
  ['method', 'method'],
  ['route', 'route'],
  ['status', 'status code'],
  ['seconds', 'seconds'],
] as const;

/**
 * Fails unless exactly these requests were recorded, in any order. `message` is told when their number is wrong; else what differs
 * is named.
 */
export function expectRecords(
  { records }: Pick<Site, 'records'>,
  expected: readonly Recorded[],
  message: string,
  input: string,
): void {
  const extra = [...records];
  const missing = expected.filter((one) => {
    const at = extra.findIndex((record) => differences(record, one).length === 0);
    if (at >= 0) extra.splice(at, 1);
    return at < 0;
  });
  if (missing.length === 0 && extra.length === 0) return;
  const isOneForOne = missing.length === extra.length;
  const told = isOneForOne ? `A request was recorded with the wrong ${closest(missing, extra)}.` : message;
  const wanted = isOneForOne || expected.length > 4 ? missing : expected;
  ok(false, {
    message: told,
    input,
    expected: describeAll(wanted, expected.length, wanted !== expected),
    actual: describeAll(wanted === expected ? records : extra, records.length, wanted !== expected),
  });
}

function differences(one: Recorded, other: Recorded): string[] {
  return fields.filter(([key]) => !isSame(one[key], other[key])).map(([, noun]) => noun);
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof other !== 'number' || typeof one !== 'number') return one === other;
  return isNear(one, other) || Math.abs(one - other) < 1e-9;
}

/** In what the pair differs that differs least. */
function closest(missing: readonly Recorded[], extra: readonly Recorded[]): string {
  const pairs = missing.flatMap((one) => extra.map((other) => differences(other, one)));
  return pairs.reduce((least, one) => (one.length < least.length ? one : least)).join(' and ');
}

/** Of many records a few, with their number. */
function describeAll(records: readonly Recorded[], total: number, areSome: boolean): string {
  const some = records.slice(0, 3).map(describeRecord);
  if (records.length > some.length) some.push('…');
  if (total === 0) return 'no record';
  return areSome && total > 1
    ? `${total} records${some.length > 0 ? `, among them ${some.join('; ')}` : ''}`
    : some.join('; ');
}

/** Fails unless as many lines were logged, and each has these words. */
export function expectLines(
  site: Site,
  count: number,
  words: readonly string[],
  message: string,
  input: string,
): void {
  const isRight =
    site.lines.length === count && site.lines.every((line) => words.every((word) => line.includes(word)));
  const list = words.map((word) => show(word)).join(', ');
  const having = words.length === 0 ? '' : count === 1 ? `, with ${list}` : `, each with ${list}`;
  const lines = site.lines.slice(0, 3).map((line) => show(line));
  if (site.lines.length > lines.length) lines.push('…');
  const isAboutWords = count > 0 && site.lines.length === count;
  ok(isRight, {
    message: isAboutWords
      ? 'The line of a slow request lacks its method, its route or its milliseconds.'
      : message,
    input,
    expected: count === 0 ? 'no line' : `${count} line${count === 1 ? '' : 's'}${having}`,
    actual:
      site.lines.length === 0
        ? 'no line'
        : `${count > 1 ? `${site.lines.length} lines: ` : ''}${lines.join('; ')}`,
  });
}

/** Fails unless the handler has ended, and well. */
export function expectEndedWell(
  visit: Visit,
  input: string,
  message = '`next` ended well, and the handler did not.',
): void {
  ok(!visit.threw && visit.result.state === 'fulfilled', {
    message,
    input,
    expected: 'the handler has ended well',
    actual: visit.ending,
  });
}

/** Fails unless the handler rejected with this very error. */
export function expectSameError(visit: Visit, error: unknown, input: string): void {
  ok(!visit.threw && visit.result.state === 'rejected' && Object.is(visit.result.error, error), {
    message: '`next` failed, and the handler did not reject with the very same error.',
    input,
    expected: `the handler rejects with the error of next: ${show(error).split('\n')[0]}`,
    actual: visit.ending,
  });
}

/** Fails unless `next` was called so many times: once for each request. */
export function expectCalls(count: number, actual: number, input: string): void {
  const times = (n: number): string => `next is called ${n === 1 ? 'once' : `${n} times`}`;
  ok(count === actual, {
    message: '`next` has to be called once for each request.',
    input,
    expected: times(count),
    actual: actual === 0 ? 'next is not called' : times(actual),
  });
}

/** Fails unless the client got what `next` sent, and nothing from the middleware. */
export function expectSent(visit: Visit, calls: readonly string[], input: string): void {
  equal(visit.connection.inner.calls, calls, {
    message:
      'The middleware sends nothing of its own: the writer of the server has to get what `next` calls, and no more.',
    input,
  });
}

/** Fails when a rejection remains unhandled while `run` goes on, or in the turns of the event loop after it. */
export async function expectQuiet(input: string, run: () => Promise<void>): Promise<void> {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', hear);
  try {
    await run();
  } finally {
    process.off('unhandledRejection', hear);
  }
  ok(unhandled.length === 0, {
    message:
      '`next` caught what `write` rejected with, and another promise rejected that nobody handles: Node ends the process.',
    input,
    expected: 'no unhandled rejection',
    actual: `an unhandled rejection: ${describeError(unhandled[0])}`,
  });
}
