import { describeError, equal, fail, ok, show, type Watched } from 'codealong/checkkit';
import type { WarmReport } from '../reference/pkg/cache/warm';
import { nameOf, rest, type Shop, type SlowLoads } from './shop';

/** What a call has to tell. `failed` maps ids to messages. */
export interface Expected {
  readonly warmed?: number;
  readonly skipped?: number;
  readonly failed?: ReadonlyMap<string, string>;
}

/** The call has to end without any time passing. */
export async function expectReport(
  call: Watched<WarmReport>,
  expected: Expected,
  input: string,
): Promise<void> {
  const report = await reportOf(call, input);
  const { warmed = 0, skipped = 0, failed = new Map<string, string>() } = expected;
  const told = listOf(report).map(({ id }) => id);
  const isWrong = told.some((id) => !failed.has(id));
  const names = isWrong
    ? 'The report names an item that has not failed.'
    : 'The report does not name each item that failed, once.';
  expectIds(told, [...failed.keys()], names, input);
  const message = 'The report has a wrong number of items that were warmed, or skipped.';
  equal({ warmed: report.warmed, skipped: report.skipped }, { warmed, skipped }, { message, input });
  for (const { id, error } of listOf(report)) {
    if (String(error).includes(failed.get(id) ?? '')) continue;
    fail({
      message: `The report does not tell what went wrong with ${nameOf(id)}.`,
      input,
      expected: `an error that contains ${show(failed.get(id))}`,
      actual: show(error),
    });
  }
}

function listOf(report: WarmReport): WarmReport['failed'] {
  return Array.isArray(report.failed) ? report.failed : [];
}

export async function reportOf(call: Watched<WarmReport>, input: string): Promise<WarmReport> {
  await rest();
  ok(call.state !== 'pending', {
    message: 'warmCache does not end, although all that it asked for has ended.',
    input,
    expected: 'it resolves to a report',
    actual: 'it is still waiting',
  });
  if (call.state === 'fulfilled' && call.value) return call.value;
  fail({
    message: 'warmCache does not resolve to a report.',
    input,
    expected: 'it resolves to { warmed, skipped, failed }',
    actual:
      call.state === 'rejected'
        ? `it rejected with ${describeError(call.error)}`
        : `it resolved to ${show(call.value)}`,
  });
}

/** The call has to have been rejected, with this very error. */
export function expectRejected(
  call: Watched<unknown>,
  reason: unknown,
  message: string,
  input: string,
): void {
  ok(call.state === 'rejected' && call.error === reason, {
    message,
    input,
    expected: `it has rejected with ${describeError(reason)}, the very same`,
    actual:
      call.state === 'rejected'
        ? `it rejected with ${describeError(call.error)}`
        : call.state === 'pending'
          ? 'it is still waiting'
          : `it resolved to ${show(call.value)}`,
  });
}

/** The same ids, in any order. Of long lists a finding tells the difference. */
export function expectIds(
  actual: readonly string[],
  expected: readonly string[],
  message: string,
  input: string,
): void {
  const times = (ids: readonly string[], id: string): number => ids.filter((one) => one === id).length;
  if (actual.length === expected.length && isSame(actual, expected)) return;
  const all = [...new Set([...expected, ...actual])];
  const some = (what: string, ids: readonly string[]): string =>
    ids.length === 0
      ? ''
      : `; ${what}: ${ids.slice(0, 3).map(nameOf).join(', ')}${ids.length > 3 ? ', …' : ''}`;
  fail({
    message,
    input,
    expected:
      expected.length > 3
        ? `${expected.length} ids, each once`
        : expected.length === 0
          ? 'none'
          : [...expected].sort().map(nameOf).join(', '),
    actual: `${actual.length === 0 ? 'none' : `${actual.length} of them`}${some(
      'missing',
      expected.filter((id) => !actual.includes(id)),
    )}${some(
      'more than once',
      all.filter((id) => expected.includes(id) && times(actual, id) > 1),
    )}${some(
      'not expected',
      all.filter((id) => !expected.includes(id)),
    )}`,
  });
}

function isSame(actual: readonly string[], expected: readonly string[]): boolean {
  const sorted = [...expected].sort();
  return [...actual].sort().every((id, place) => id === sorted[place]);
}

/** The ids that were loaded, in any order. */
export function expectLoads(shop: Shop, expected: readonly string[], message: string, input: string): void {
  expectIds(shop.loads, expected, message, input);
}

/** The ids that are in the cache, in any order. */
export function expectKept(shop: Shop, expected: readonly string[], message: string, input: string): void {
  expectIds(shop.keptIds, expected, message, input);
}

/** How many loads are under way. */
export function expectRunning(slow: SlowLoads, expected: number, input: string): void {
  const running = slow.ids.length;
  ok(running === expected, {
    message:
      running > expected
        ? 'More loads are under way than concurrency allows, or than items are left.'
        : 'Items are left, and fewer loads are under way than concurrency allows.',
    input,
    expected: `${expected} under way`,
    actual: `${running} under way`,
  });
}

export function expectNoLocks(shop: Shop, input: string, when: string): void {
  equal([...shop.locks.keys()], [], { message: `${when}, and a lock is still held.`, input });
}
