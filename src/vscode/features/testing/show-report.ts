import { TestMessage, type TestItem, type TestRun } from 'vscode';
import type { CheckReport, CheckResult, Verdict } from '../../../core/check/report';
import type { Solution } from '../../course/solution';
import { words } from '../../words';
import type { CodeLocations } from '../checking/code-locations';
import type { CaseLinks } from '../cases/case-links';
import { failureMessages } from './failure-message';

/** Puts the outcome of a check into a test run: failed, skipped and not judged stay three different things. */
export function showReport(
  run: TestRun,
  item: TestItem,
  checks: ReadonlyMap<string, TestItem>,
  solution: Solution,
  report: CheckReport,
  locations: CodeLocations,
  links: CaseLinks,
): void {
  run.appendOutput(terminalText(words.results.output(item.label, report)), undefined, item);
  if (report.output !== '') run.appendOutput(terminalText(`${report.output}\n`), undefined, item);
  for (const result of report.checks) {
    const check = checks.get(result.id);
    if (check) showResult(run, check, result, { solution, locations, links }, report.verdict);
  }
  if (report.verdict !== 'unchecked') return;
  const reason = new TestMessage(report.reason?.message ?? words.results.notJudged);
  const located = report.findings.map(({ at, message }) => {
    const finding = new TestMessage(message);
    finding.location = locations.ofLine(at);
    return finding;
  });
  run.errored(item, [reason, ...located], report.durationMs);
}

/** Where the results of a solution belong. */
interface Places {
  readonly solution: Solution;
  readonly locations: CodeLocations;
  readonly links: CaseLinks;
}

/** In a run that could not be judged the reason is told once, at the exercise, and not again at each of its checks. */
function showResult(
  run: TestRun,
  check: TestItem,
  result: CheckResult,
  { solution, locations, links }: Places,
  verdict: Verdict,
): void {
  const { status, durationMs, decision, plan } = result;
  // An output of the test itself is seen by whoever selects it, and by nobody before.
  if (decision !== undefined)
    run.appendOutput(terminalText(words.results.decision(decision)), undefined, check);
  if (plan !== undefined)
    run.appendOutput(terminalText(`${words.results.plan}: ${plan}\n`), undefined, check);
  if (status === 'passed') run.passed(check, durationMs);
  if (status === 'failed')
    run.failed(
      check,
      [...failureMessages(result, solution, locations.ofCheck(result), links(result.id))],
      durationMs,
    );
  check.label = status === 'skipped' ? words.results.waits(result) : result.title;
  if (status === 'skipped') run.skipped(check);
  if (status === 'errored') {
    const cause = new TestMessage(result.message ?? words.results.notJudged);
    run.errored(check, verdict === 'unchecked' ? [] : [cause], durationMs);
  }
}

/** Text for a terminal, which needs a carriage return before each line feed. */
function terminalText(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}
