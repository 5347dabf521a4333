import type { Disposable } from 'vscode';
import type { Log } from '../../ui/log';
import type { Checker } from './checker';

/** Notes each verdict in the log, with the reason where something could not be judged. */
export function logVerdicts(checker: Checker, log: Log): Disposable {
  return checker.onDidEnd(({ exercise, language, report }) => {
    const outcome = report
      ? `${report.verdict}, ${report.durationMs} ms. ${report.reason?.message ?? ''}`
      : 'no verdict.';
    log.info(`${exercise} (${language}): ${outcome.trim()}`);
  });
}
