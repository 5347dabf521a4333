import type { Uri } from 'vscode';
import type { CommandId } from './commands/command-ids';
import { forExercises, type Handler } from './commands/register-commands';
import type { Target } from './commands/target';
import { exerciseAt } from './course/active-exercise';
import { requireTrust } from './course/trust';
import { recordMistake } from './features/authoring/record-mistake';
import { debugMine, runMine } from './features/cases/debug-mine';
import { makeMine } from './features/cases/make-mine';
import { check } from './features/checking/check';
import { copyReport } from './features/checking/copy-report';
import { compareWithAlternative } from './features/comparing/compare-alternative';
import { compareWithReference, compareWithStarter } from './features/comparing/compare';
import { openProblem } from './features/exercises-view/open-problem';
import { clearFilter, filterByPath } from './features/exercises-view/path-filter';
import { pickExercise } from './features/exercises-view/pick-exercise';
import { tryOut } from './features/exercises-view/try-out';
import { compareVersions, compareWithNow } from './features/history/compare-versions';
import { openVersion } from './features/history/open-version';
import { restore } from './features/history/restore';
import { showHistory } from './features/history/show-history';
import { undo } from './features/history/undo';
import { showActions } from './features/menus/show-actions';
import type { Action, CommandParts } from './features/parts';
import { rate } from './features/rating/rate';
import { nextHint } from './features/reading/next-hint';
import { openBrief, openRule } from './features/reading/open-brief';
import { openExercise, visit } from './features/reading/open-exercise';
import { openGuide, openPage, openSection } from './features/reading/open-guide';
import { showWalkthrough } from './features/reading/show-walkthrough';
import { usualCauses } from './features/reading/usual-causes';
import { draw } from './features/starting/draw';
import { reset } from './features/starting/reset';
import { start, startInAnotherLanguage } from './features/starting/start';
import { showResults } from './features/testing/show-results';
import { applyUpdate } from './features/updating/apply-update';
import { seeUpdate } from './features/updating/see-update';
import { update } from './features/updating/update';
import { Refusal } from './ui/refusal';
import { words } from './words';

/** Every command and what it does. */
export function commandTable(parts: CommandParts): Readonly<Record<CommandId, Handler>> {
  const { course, active, checker, explorer, log, tellError } = parts;
  const ofFile = (uri: Uri): Promise<Target | undefined> => exerciseAt(course, uri);
  const pick = (): Promise<Target> => pickExercise(course);
  /** To start something new, the exercise that is open already is no good guess; without a folder, asking is no use. */
  const pickForFolder = async (): Promise<Target> => {
    await course.folders.required();
    return pick();
  };
  const forAny = forExercises({ ofFile, otherwise: async () => (await active.find()) ?? pick() }, tellError);
  const forNew = forExercises({ ofFile, otherwise: pickForFolder }, tellError);

  const about = (act: Action): Handler => forAny((target) => act(parts, target));
  /** Commands that write or run something: in a folder that is not trusted they are refused. */
  const trusted = (act: Action, forOne = forAny): Handler =>
    forOne(async (target) => {
      requireTrust();
      return act(parts, target);
    });
  return {
    'codealong.start': trusted(start, forNew),
    'codealong.startInAnotherLanguage': trusted(startInAnotherLanguage),
    'codealong.check': trusted(check),
    'codealong.cancelCheck': async () => {
      if (!checker.isRunning()) throw new Refusal('nothing-to-cancel', words.refusals.nothingToCancel);
      checker.cancel();
    },
    'codealong.hint': trusted(nextHint),
    'codealong.openGuide': about(openGuide),
    'codealong.openBrief': about(openBrief),
    'codealong.openExercise': about(openExercise),
    'codealong.pickExercise': async () => visit(parts, await pick()),
    'codealong.draw': trusted(draw),
    'codealong.rate': trusted(rate),
    'codealong.reset': trusted(reset),
    'codealong.compareWithStarter': about(compareWithStarter),
    'codealong.compareWithReference': about(compareWithReference),
    'codealong.compareWithAlternative': about(compareWithAlternative),
    'codealong.showHistory': trusted(showHistory),
    'codealong.compareWithVersion': trusted(compareWithNow),
    'codealong.compareVersions': trusted(compareVersions),
    'codealong.openVersion': trusted(openVersion),
    'codealong.restore': trusted(restore),
    'codealong.undo': trusted(undo),
    'codealong.update': trusted(update),
    'codealong.makeMine': (argument) => trusted(makeMine)(explorer.targetOf(argument) ?? argument),
    'codealong.usualCauses': (argument) => trusted(usualCauses)(explorer.targetOf(argument) ?? argument),
    'codealong.debugMine': trusted(debugMine),
    'codealong.runMine': trusted(runMine),
    'codealong.showResults': about(showResults),
    'codealong.copyReport': about(copyReport),
    'codealong.showActions': about(showActions),
    'codealong.filterByPath': () => filterByPath(parts),
    'codealong.clearFilter': () => clearFilter(parts),
    'codealong.refresh': () => course.reload(),
    'codealong.chooseFolder': async () => {
      await course.folders.choose();
      course.changed();
    },
    'codealong.showLog': async () => log.show(),
    'codealong.showWalkthrough': () => showWalkthrough(parts),
    'codealong.visit': about(visit),
    'codealong.seeUpdate': trusted(seeUpdate),
    'codealong.applyUpdate': trusted(applyUpdate),
    'codealong.openSection': (anchor) => openSection(parts, anchor),
    'codealong.openRule': (place) => openRule(parts, place),
    'codealong.openPage': (link) => openPage(parts, link),
    'codealong.recordMistake': async (file) => {
      requireTrust();
      await recordMistake(parts, file);
    },
    'codealong.openProblem': (problem) => openProblem(parts, problem),
    'codealong.tryOut': (item) => tryOut(item),
  };
}
