import { debug, window } from 'vscode';
import { goTestName } from '../../../core/mine/cases';
import type { LanguageChoice } from '../../choose-language';
import { chooseSolution } from '../../choose-solution';
import type { Course } from '../../course';
import type { Target } from '../../target';
import { requireTrust } from '../../trust';
import { words } from '../../words';
import { launchOf } from './make-mine';

/** Debugs a check that is the learner's, with or without launch.json. Gives whether a session began. */
export function debugMineCommand(course: Course, language: LanguageChoice) {
  return async (target: Target): Promise<boolean> => {
    const chosen = await chooseSolution(course, language, target);
    return debug.startDebugging(chosen.solution.folder, { ...launchOf(chosen, target.check ?? '') });
  };
}

/** Runs a Go check that is the learner's in a terminal, for editors that can't debug Go. */
export function runMineCommand(course: Course, language: LanguageChoice) {
  return async (target: Target): Promise<void> => {
    requireTrust();
    const { app, attempt, solution } = await chooseSolution(course, language, target);
    const { case: mine, program } = await app.buildMine(attempt, target.check ?? '');
    const terminal = window.createTerminal({ name: words.mine.terminal, cwd: solution.folder.uri });
    terminal.show();
    terminal.sendText(`go test -count=1 -v -run "^${goTestName(mine.check)}$" "./${program}"`);
  };
}
