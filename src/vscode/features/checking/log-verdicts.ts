import type { Disposable } from 'vscode';
import type { Parts } from '../parts';

/** Notes each verdict in the log, with the reason where something could not be judged. */
export function logVerdicts({ checker, log }: Parts): Disposable {
  return checker.onDidEnd(({ exercise, language, report }) => {
    const outcome = report
      ? `${report.verdict}, ${report.durationMs} ms. ${report.reason?.message ?? ''}`
      : 'no verdict.';
    log.info(`${exercise} (${language}): ${outcome.trim()}`);
  });
}
