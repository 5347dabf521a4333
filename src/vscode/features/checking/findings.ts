import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  type DiagnosticCollection,
  type Uri,
} from 'vscode';
import type { CheckReport, CheckResult } from '../../../core/check/report';
import { sectionUri } from '../../ui/guide-links';
import { words } from '../../words';
import type { Parts } from '../parts';
import { codeLocations, type CodeLocations } from './code-locations';
import { solutionKey, type Solution } from '../../course/solution';

/** Shows what the last check of each solution found as problems at the learner's code, until its next check or reset. */
export function showFindings({ course, checker, log }: Parts): Disposable {
  const collections = new Map<string, DiagnosticCollection>();

  function collectionOf(solution: Solution): DiagnosticCollection {
    const key = solutionKey(solution);
    const collection = collections.get(key) ?? languages.createDiagnosticCollection('codealong');
    collections.set(key, collection);
    return collection;
  }

  const clear = (solution: Solution): void => collectionOf(solution).clear();

  async function show(solution: Solution, report: CheckReport): Promise<void> {
    const locations = await codeLocations(course, solution);
    if (checker.latest(solution) !== report) return;
    clear(solution);
    collectionOf(solution).set([...findingsOf(report, locations)]);
  }

  return Disposable.from(
    checker.onDidBegin(clear),
    checker.onDidForget(clear),
    checker.onDidRestore(({ report, ...solution }) =>
      log.quietly('show the findings of an earlier check', show(solution, report)),
    ),
    checker.onDidEnd(({ report, ...solution }) => {
      if (report) log.quietly('show the findings of a check', show(solution, report));
    }),
    { dispose: () => collections.forEach((collection) => collection.dispose()) },
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
