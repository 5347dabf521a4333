import type { Memento, Uri } from 'vscode';
import type { ActiveExercise } from './course/active-exercise';
import { exerciseAt } from './course/active-exercise';
import type { LanguageChoice } from './course/choose-language';
import type { CommandId } from './commands/command-ids';
import { forExercises, type Handler, type TellError } from './commands/register-commands';
import type { Course } from './course/course';
import { copyReport } from './features/checking/copy-report';
import { checkCommand } from './features/checking/check-command';
import type { Checker } from './features/checking/checker';
import { compareWith } from './features/comparing/compare';
import { openProblem } from './features/exercises-view/open-problem';
import { clearFilter, filterByPath } from './features/exercises-view/path-filter';
import { compareVersions, compareWithNow } from './features/history/compare-versions';
import { openVersion } from './features/history/open-version';
import { restoreCommand } from './features/history/restore';
import { rewriter } from './features/history/rewrite';
import { showHistory } from './features/history/show-history';
import { undoCommand } from './features/history/undo';
import { pickExercise } from './features/exercises-view/pick-exercise';
import { makeMineCommand } from './features/cases/make-mine';
import { debugMineCommand, runMineCommand } from './features/cases/run-mine';
import type { WriteHintsPage } from './features/reading/hints-page';
import { nextHint } from './features/reading/next-hint';
import { openBrief } from './features/reading/open-brief';
import { openExercise, visit } from './features/reading/open-exercise';
import { openGuide, openSection } from './features/reading/open-guide';
import { showActions } from './features/menus/show-actions';
import { showResults } from './features/testing/show-results';
import { resetCommand } from './features/starting/reset';
import { startCommand } from './features/starting/start';
import { applyUpdateCommand } from './features/updating/apply-update';
import { seeUpdate } from './features/updating/see-update';
import { updateCommand } from './features/updating/update';
import type { TestExplorer } from './features/testing/test-explorer';
import type { Log } from './ui/log';
import { Refusal } from './ui/refusal';
import type { Target } from './commands/target';
import type { VirtualDocuments } from './features/comparing/virtual-documents';
import { words } from './words';

/** What the commands are made from. */
export interface CommandParts {
  readonly course: Course;
  readonly active: ActiveExercise;
  readonly language: LanguageChoice;
  readonly checker: Checker;
  readonly explorer: TestExplorer;
  readonly documents: VirtualDocuments;
  readonly writeHintsPage: WriteHintsPage;
  readonly memory: Memento;
  readonly log: Log;
  readonly tellError: TellError;
}

/** Every command and what it does. */
export function commandTable(parts: CommandParts): Readonly<Record<CommandId, Handler>> {
  const { course, active, language, checker, explorer, documents, writeHintsPage, memory, log, tellError } =
    parts;
  const ofFile = (uri: Uri): Promise<Target | undefined> => exerciseAt(course, uri);
  const pick = (): Promise<Target> => pickExercise(course);
  const about = forExercises({ ofFile, otherwise: async () => (await active.find()) ?? pick() }, tellError);
  /** To start something new, the exercise that is open already is no good guess; without a folder, asking is no use. */
  const pickForFolder = async (): Promise<Target> => {
    await course.folders.required();
    return pick();
  };
  const aboutNew = forExercises({ ofFile, otherwise: pickForFolder }, tellError);
  const rewrite = rewriter(course, checker);
  const start = startCommand(course, language, checker, log);
  const makeMine = about(makeMineCommand(course, language, checker, log));
  return {
    'codealong.start': aboutNew((target) => start(target, { anew: false })),
    'codealong.startInAnotherLanguage': about((target) => start(target, { anew: true })),
    'codealong.check': about(checkCommand(course, language, checker, explorer, log)),
    'codealong.cancelCheck': async () => {
      if (!checker.isRunning()) throw new Refusal('nothing-to-cancel', words.refusals.nothingToCancel);
      checker.cancel();
    },
    'codealong.hint': about((target) => nextHint(course, writeHintsPage, target)),
    'codealong.openGuide': about((target) => openGuide(course, target)),
    'codealong.openBrief': about((target) => openBrief(course, target)),
    'codealong.openExercise': about((target) => openExercise(course, language, target)),
    'codealong.pickExercise': async () => visit(course, language, await pick()),
    'codealong.reset': about(resetCommand(course, language, rewrite, log)),
    'codealong.compareWithStarter': about(compareWith('starter', course, language, documents)),
    'codealong.compareWithReference': about(compareWith('reference', course, language, documents)),
    'codealong.showHistory': about(showHistory(course, language)),
    'codealong.compareWithVersion': about(compareWithNow(course, language, documents)),
    'codealong.compareVersions': about(compareVersions(course, language, documents)),
    'codealong.openVersion': about(openVersion(course, language, documents)),
    'codealong.restore': about(restoreCommand(course, language, rewrite, log)),
    'codealong.undo': about(undoCommand(course, language, rewrite, log)),
    'codealong.update': about(updateCommand(course, language, log)),
    'codealong.makeMine': async (argument) => makeMine(explorer.targetOf(argument) ?? argument),
    'codealong.debugMine': about(debugMineCommand(course, language)),
    'codealong.runMine': about(runMineCommand(course, language)),
    'codealong.showResults': about(showResults(course, language, checker, explorer)),
    'codealong.copyReport': about(copyReport(course, language, checker, log)),
    'codealong.showActions': about((target) => showActions(course, target)),
    'codealong.filterByPath': () => filterByPath(course, memory),
    'codealong.clearFilter': () => clearFilter(course, memory),
    'codealong.refresh': () => course.reload(),
    'codealong.chooseFolder': async () => {
      await course.folders.choose();
      course.changed();
    },
    'codealong.showLog': async () => log.show(),
    'codealong.visit': about((target) => visit(course, language, target)),
    'codealong.seeUpdate': about(seeUpdate(course, language, documents, log)),
    'codealong.applyUpdate': about(applyUpdateCommand(course, language, rewrite, log)),
    'codealong.openSection': (anchor) => openSection(course, anchor),
    'codealong.openProblem': (problem) => openProblem(course, problem),
  };
}
