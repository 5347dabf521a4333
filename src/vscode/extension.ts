import type { ExtensionContext } from 'vscode';
import { trackActiveExercise } from './course/active-exercise';
import { languageChoice } from './course/choose-language';
import { commandTable } from './command-table';
import { registerCommands } from './commands/register-commands';
import { contextKeySetter, keepContextKeys } from './ui/context-keys';
import { createCourse } from './course/course';
import { errorTeller } from './ui/explain-error';
import { annotations } from './features/annotations/annotations';
import { createChecker } from './features/checking/checker';
import { showFindings } from './features/checking/findings';
import { stayReady } from './features/checking/stay-ready';
import { logVerdicts } from './features/checking/log-verdicts';
import { deepLinks } from './features/reading/deep-link';
import { exercisesView } from './features/exercises-view/exercises-view';
import { progressView } from './features/progress-view/progress-view';
import { debugType } from './features/cases/debug-type';
import { hintsPages } from './features/reading/hints-page';
import { statusBar } from './features/menus/status-bar';
import { testExplorer } from './features/testing/test-explorer';
import { offerUpdates } from './features/updating/offer-updates';
import { createLog } from './ui/log';
import { noticeTeller } from './ui/tell-notice';
import { virtualDocuments } from './features/comparing/virtual-documents';

let close: (() => Promise<void>) | undefined;

/**
 * Builds the parts and connects them. Nothing is read and nothing is run before the editor or the learner asks.
 *
 * package.json lets the editor wake us for our view, commands and links, in a folder that has our progress file, and in a
 * clone of Go Coffee. Such a clone is known by one file of it, because looking for a single path costs next to nothing,
 * whereas waking for every Go file would reach all Go programmers; its `go.mod` decides later what is shown.
 */
export function activate(context: ExtensionContext): void {
  const memory = context.workspaceState;
  const log = createLog();
  const tellError = errorTeller(log);
  const setKey = contextKeySetter(log);

  const course = createCourse(context, noticeTeller(log));
  const active = trackActiveExercise(course, log);
  const language = languageChoice(course, active, memory);
  const documents = virtualDocuments(course);
  const writeHintsPage = hintsPages(context, course);
  const checker = createChecker(course);
  close = () => course.close();
  const explorer = testExplorer(course, language, checker, tellError, log);
  context.subscriptions.push(log, course, active, documents, checker, explorer);

  context.subscriptions.push(
    keepContextKeys(setKey, course, active, log),
    exercisesView(course, memory, setKey, log),
    progressView(course, active, log),
    annotations(context, course, log),
    showFindings(course, checker, log),
    logVerdicts(checker, log),
    stayReady(course, active, checker, log),
    statusBar(course, active, checker, setKey, log),
    offerUpdates(course, active, checker, log),
    debugType(course, language, tellError, log),
    deepLinks(course, tellError, log),
    ...registerCommands(
      commandTable({
        course,
        active,
        language,
        checker,
        explorer,
        documents,
        writeHintsPage,
        memory,
        log,
        tellError,
      }),
      tellError,
    ),
  );
  setImmediate(() => course.changed());
}

/** The editor waits a few seconds for this before it ends us: enough to leave no process and no folder behind. */
export async function deactivate(): Promise<void> {
  await close?.();
}
