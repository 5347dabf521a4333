import { describeError, equal, fail, ok, show, type Watched } from 'codealong/checkkit';
import type { WarmReport } from '../reference/pkg/cache/warm';
import { rest, type Shop } from './shop';

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
  const message = 'The report does not say how many items were warmed and skipped.';
  equal({ warmed: report.warmed, skipped: report.skipped }, { warmed, skipped }, { message, input });
  const told = listOf(report).map(({ id }) => id);
  equal(told.sort(), [...failed.keys()].sort(), {
    message: 'The report does not name each item that failed, once.',
    input,
  });
  for (const { id, error } of listOf(report)) {
    if (String(error).includes(failed.get(id) ?? '')) continue;
    fail({
      message: `The report does not tell what went wrong with ${show(id)}.`,
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
    message: 'warmCache does not end, although nothing that it asked for is under way.',
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

/** The ids that were loaded, in any order. */
export function expectLoads(shop: Shop, expected: readonly string[], message: string, input: string): void {
  equal([...shop.loads].sort(), [...expected].sort(), { message, input });
}

/** The ids that are in the cache, in any order. */
export function expectKept(shop: Shop, expected: readonly string[], message: string, input: string): void {
  equal([...shop.keptIds].sort(), [...expected].sort(), { message, input });
}

export function expectNoLocks(shop: Shop, input: string, when: string): void {
  equal([...shop.locks.keys()], [], { message: `${when}, and a lock is still held.`, input });
}
