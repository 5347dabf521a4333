import { isNear, ok, show } from 'codealong/checkkit';
import type { Recorded, Site, Visit } from './site';

export function describeRecord({ method, route, status, seconds }: Recorded): string {
  return `${[method, route, status].map(textOf).join(' ')} ${textOf(seconds)} s`;
}

/** A text is shown as it is; anything else shows that it is none. */
function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : show(value);
}

function describeAll(records: readonly Recorded[]): string {
  return records.length === 0 ? 'no record' : records.map(describeRecord).join('; ');
}

/** Fails unless exactly these requests were recorded, in any order. */
export function expectRecords(
  site: Pick<Site, 'records'>,
  expected: readonly Recorded[],
  message: string,
  input: string,
): void {
  const left = [...site.records];
  for (const one of expected) {
    const at = left.findIndex((record) => isSame(record, one));
    if (at >= 0) left.splice(at, 1);
  }
  ok(left.length === 0 && site.records.length === expected.length, {
    message,
    input,
    expected: describeAll(expected),
    actual: describeAll(site.records),
  });
}

function isSame(one: Recorded, other: Recorded): boolean {
  return (
    one.method === other.method &&
    one.route === other.route &&
    one.status === other.status &&
    typeof one.seconds === 'number' &&
    (isNear(one.seconds, other.seconds) || Math.abs(one.seconds - other.seconds) < 1e-9)
  );
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
  const each = words.length === 0 ? '' : `, each with ${words.map((word) => show(word)).join(', ')}`;
  ok(isRight, {
    message,
    input,
    expected: count === 0 ? 'no line' : `${count} line${count === 1 ? '' : 's'}${each}`,
    actual: site.lines.length === 0 ? 'no line' : site.lines.map((line) => show(line)).join('; '),
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
