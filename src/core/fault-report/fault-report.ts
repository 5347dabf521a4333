import type { CheckReport } from '../check/report';
import { withoutPersonalFolders, type PersonalFolders } from './without-personal-folders';

/** The programs that a check ran with: each name with its version. */
export type Surroundings = Readonly<Record<string, string>>;

/**
 * What helps to find a fault of ours, as text to copy: what ran where, and how it went. It holds nothing that a solution
 * says or printed, and no place of its owner.
 */
export function faultReport(
  surroundings: Surroundings,
  report: CheckReport | undefined,
  folders: PersonalFolders,
): string {
  const lines = Object.entries(surroundings).map(([name, version]) => `${name}: ${version}`);
  return withoutPersonalFolders(
    [...lines, ...(report ? checkLines(report) : ['No check has run.'])].join('\n'),
    folders,
  );
}

function checkLines({ exercise, language, verdict, reason, durationMs, checks }: CheckReport): string[] {
  return [
    `Exercise: ${exercise} (${language})`,
    `Verdict: ${verdict} after ${durationMs} ms`,
    ...(reason ? [`Reason: ${reason.code}`] : []),
    // Every other reason may quote the solution.
    ...(reason?.code === 'harness-fault' ? [reason.message] : []),
    'Checks:',
    ...checks.map(({ id, status }) => `- ${id}: ${status}`),
  ];
}
