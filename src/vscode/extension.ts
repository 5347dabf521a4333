import type { ExtensionContext } from 'vscode';
import { commandTable } from './command-table';
import { registerCommands } from './commands/register-commands';
import { trackActiveExercise } from './course/active-exercise';
import { languageChoice } from './course/choose-language';
import { createCourse } from './course/course';
import { annotations } from './features/annotations/annotations';
import { mistakeActions } from './features/authoring/mistake-actions';
import { debugType } from './features/cases/debug-type';
import { stopAtFailure } from './features/cases/stop-at-failure';
import { createChecker } from './features/checking/checker';
import { showFindings } from './features/checking/findings';
import { keptReports } from './features/checking/kept-reports';
import { logVerdicts } from './features/checking/log-verdicts';
import { restoreReports } from './features/checking/restore-reports';
import { stayReady } from './features/checking/stay-ready';
import { virtualDocuments } from './features/comparing/virtual-documents';
import { exercisesView } from './features/exercises-view/exercises-view';
import { keepContextKeys } from './features/menus/context-keys';
import { statusBar } from './features/menus/status-bar';
import type { Feature, Parts } from './features/parts';
import { nowView } from './features/now-view/now-view';
import { progressView } from './features/progress-view/progress-view';
import { briefPage } from './features/brief-page/brief-page';
import { briefRenderer, type BriefRenderer } from './features/reading/brief-renderer';
import { deepLinks } from './features/reading/deep-link';
import { testExplorer } from './features/testing/test-explorer';
import { offerUpdates } from './features/updating/offer-updates';
import { errorTeller } from './ui/explain-error';
import { createLog } from './ui/log';
import { noticeTeller } from './ui/tell-notice';

const features: readonly Feature[] = [
  keepContextKeys,
  nowView,
  exercisesView,
  progressView,
  annotations,
  virtualDocuments,
  showFindings,
  logVerdicts,
  restoreReports,
  stayReady,
  statusBar,
  offerUpdates,
  debugType,
  stopAtFailure,
  deepLinks,
  mistakeActions,
];

let close: (() => Promise<void>) | undefined;

/**
 * Builds the parts and connects them. Nothing is read and nothing is run before the editor or the learner asks.
 *
 * package.json lets the editor wake us for our view, commands and links, in a folder that has our progress file, in the
 * repository of a course, and in a clone of Go Coffee. Such a clone is known by one file of it, because looking for a single path costs next to nothing,
 * whereas waking for every Go file would reach all Go programmers; its `go.mod` decides later what is shown. The editor's
 * Markdown preview wakes us as well, to learn from what we return how a brief is rendered.
 */
export function activate(context: ExtensionContext): BriefRenderer {
  const log = createLog();
  const tellError = errorTeller(log);
  const course = createCourse(context, noticeTeller(log));
  close = () => course.close();
  const active = trackActiveExercise(course, log);
  const language = languageChoice(course, active, context.workspaceState);
  const checker = createChecker(course, keptReports(context.workspaceState), log);
  const brief = briefPage({ context, course, active, language, checker, log, tellError });
  const parts: Parts = { context, course, active, language, checker, brief, log, tellError };
  const explorer = testExplorer(parts);

  context.subscriptions.push(log, course, active, checker, brief, explorer);
  context.subscriptions.push(...features.map((feature) => feature(parts)));
  context.subscriptions.push(...registerCommands(commandTable({ ...parts, explorer }), tellError));
  setImmediate(() => course.changed());
  const { path: pack } = course.packUri('');
  return briefRenderer(
    () => language.likely(),
    (path) => path.startsWith(pack),
  );
}

/** The editor waits a few seconds for this before it ends us: enough to leave no process and no folder behind. */
export async function deactivate(): Promise<void> {
  await close?.();
}
