import { Diagnostic, DiagnosticSeverity, Disposable, languages, workspace, type Uri } from 'vscode';
import type { CheckReport, CheckResult } from '../../../core/check/report';
import { sectionUri } from '../../ui/guide-links';
import { setting } from '../../ui/settings';
import { words } from '../../words';
import type { Parts } from '../parts';
import { codeLocations, type CodeLocations } from './code-locations';
import { solutionKey, type Solution } from '../../course/solution';

/**
 * Shows what the last check found as problems at the learner's code, until the next check or reset: of the solution at hand, which
 * is the one that was checked or looked at last. What is wrong in another one comes back with it.
 */
export function showFindings({ active, course, checker, log }: Parts): Disposable {
  const problems = languages.createDiagnosticCollection('codealong');
  let atHand: Solution | undefined;
  let lookedAt: string | undefined;
  const isAtHand = (solution: Solution): boolean =>
    atHand !== undefined && solutionKey(solution) === solutionKey(atHand);

  async function show(solution: Solution): Promise<void> {
    atHand = solution;
    const report = checker.latest(solution);
    const isWanted = setting('inlineMessages', solution.folder.uri);
    const shown = report && isWanted ? [...findingsOf(report, await codeLocations(course, solution))] : [];
    if (!isAtHand(solution) || checker.latest(solution) !== report) return;
    problems.clear();
    problems.set(shown);
  }

  const showQuietly = (solution: Solution): void =>
    log.quietly('show the findings of a check', show(solution));
  const clear = (solution: Solution): void => {
    if (isAtHand(solution)) problems.clear();
  };
  /** The learner turned to another solution. Looking away from one that was checked from elsewhere is not such a turn. */
  function turn(): void {
    const folder = course.folders.current();
    if (!active.current || !folder) return;
    const { exercise, language } = active.current;
    const solution: Solution = { exercise, language, folder };
    const isTurn = lookedAt !== solutionKey(solution);
    lookedAt = solutionKey(solution);
    if (isTurn && !isAtHand(solution)) showQuietly(solution);
  }

  return Disposable.from(
    problems,
    active.onDidChange(turn),
    workspace.onDidChangeConfiguration((change) => {
      if (atHand && change.affectsConfiguration('codealong.inlineMessages')) showQuietly(atHand);
    }),
    checker.onDidBegin(clear),
    checker.onDidForget(clear),
    checker.onDidRestore(({ exercise, language, folder }) => {
      const solution: Solution = { exercise, language, folder };
      if (!atHand || isAtHand(solution)) showQuietly(solution);
    }),
    checker.onDidEnd(({ exercise, language, folder, report }) => {
      if (report) showQuietly({ exercise, language, folder });
    }),
  );
}

function* findingsOf(
  { findings, checks }: CheckReport,
  locations: CodeLocations,
): Generator<[Uri, Diagnostic[]]> {
  for (const { at, message } of findings) {
    const { uri, range } = locations.ofLine(at);
    const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Error);
    diagnostic.source = words.name;
    yield [uri, [diagnostic]];
  }
  for (const result of checks) {
    const location = result.status === 'failed' ? locations.ofCheck(result) : undefined;
    if (location) yield [location.uri, [failedCheck(result, location.range)]];
  }
}

function failedCheck(
  { title, level, message, why, guide, rules = [] }: CheckResult,
  range: Diagnostic['range'],
): Diagnostic {
  const severity = level === 'core' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(range, words.finding(title, message, why, rules), severity);
  diagnostic.source = words.name;
  diagnostic.code = { value: words.guideLabel(guide), target: sectionUri(guide) };
  return diagnostic;
}
