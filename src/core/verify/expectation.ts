import type { CheckReport } from '../check/report';
import type { AuthoredSolution } from './solutions';

/** How a report differs from what the author declared of this solution; nothing when it does not. */
export function mismatch(
  solution: Pick<AuthoredSolution, 'role' | 'rejectedBy' | 'says'>,
  report: CheckReport,
): string | undefined {
  switch (solution.role) {
    case 'starter':
      return report.verdict === 'failed' ? undefined : `must fail, but is ${describe(report)}`;
    case 'reference':
    case 'alternative':
      return everyCheckPassed(report) ? undefined : `must pass every check, but is ${describe(report)}`;
    case 'wrong': {
      const spared = solution.rejectedBy.filter((id) => statusOf(report, id) !== 'failed');
      if (spared.length === 0) return misunderstood(solution, report);
      const list = spared.map((id) => `${id} (${statusOf(report, id)})`).join(', ');
      return `must be rejected by ${list}, but is ${describe(report)}`;
    }
  }
}

/** A slip that is answered with other words than its own. */
function misunderstood(
  { rejectedBy, says }: Pick<AuthoredSolution, 'rejectedBy' | 'says'>,
  { checks }: CheckReport,
): string | undefined {
  const told = checks.filter(({ id }) => rejectedBy.includes(id)).map(({ message = '' }) => message);
  if (says === undefined || told.every((message) => message === says)) return undefined;
  return `must be told "${says}", but is told "${told.join(' ')}"`;
}

/** The outcome of a report without anything that varies from run to run: what repeats must agree on. */
export function fingerprint(report: CheckReport): string {
  return [
    report.verdict,
    report.reason?.code ?? '',
    ...report.checks.map(({ id, status }) => `${id}=${status}`),
  ].join(' ');
}

function everyCheckPassed({ verdict, checks }: CheckReport): boolean {
  return verdict === 'passed' && checks.every((check) => check.status === 'passed');
}

function statusOf({ checks }: CheckReport, id: string): string {
  return checks.find((check) => check.id === id)?.status ?? 'missing';
}

function describe({ verdict, reason, checks }: CheckReport): string {
  const notPassed = checks.filter((check) => check.status !== 'passed');
  const details = notPassed.map(
    ({ id, status, message }) => `${id} ${status}${message ? ` (${message})` : ''}`,
  );
  return [verdict, reason?.message, details.join('; ')].filter(Boolean).join(': ');
}
