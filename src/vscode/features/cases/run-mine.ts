import { debug, window } from 'vscode';
import { goTestName } from '../../../core/cases/cases';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';
import { launchOf } from './make-mine';

/**
 * Debugs a check, with or without launch.json. One that is not the learner's yet becomes so, and is opened. Gives whether a
 * session began.
 */
export function debugMineCommand(course: Course, language: LanguageChoice) {
  return async (target: Target): Promise<boolean> => {
    requireTrust();
    const chosen = await chooseSolution(course, language, target);
    const { app, attempt, solution } = chosen;
    const check = target.check ?? '';
    const { case: mine, written } = await app.makeMine(attempt, check);
    if (written.includes(mine.path))
      await window.showTextDocument(uriIn(solution.folder, mine.path), { preview: false });
    return debug.startDebugging(solution.folder, { ...launchOf(chosen, check) });
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
