import { debug, window } from 'vscode';
import { goTestName } from '../../../core/cases/cases';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { words } from '../../words';
import type { Parts } from '../parts';
import { launchOf } from './launch-of';

/**
 * Debugs a check, with or without launch.json. One that is not the learner's yet becomes so, and is opened. Gives whether a
 * session began.
 */
export async function debugMine(parts: Parts, target: Target): Promise<boolean> {
  const chosen = await chooseSolution(parts, target);
  const { app, attempt, solution } = chosen;
  const check = target.check ?? '';
  const { case: mine, written } = await app.makeMine(attempt, check);
  if (written.includes(mine.path))
    await window.showTextDocument(uriIn(solution.folder, mine.path), { preview: false });
  return debug.startDebugging(solution.folder, { ...launchOf(chosen, check) });
}

/** Runs a Go check that is the learner's in a terminal, for editors that can't debug Go. */
export async function runMine(parts: Parts, target: Target): Promise<void> {
  const { app, attempt, solution } = await chooseSolution(parts, target);
  const { case: mine, program } = await app.buildMine(attempt, target.check ?? '');
  const terminal = window.createTerminal({ name: words.cases.terminal, cwd: solution.folder.uri });
  terminal.show();
  terminal.sendText(`go test -count=1 -v -run "^${goTestName(mine.check)}$" "./${program}"`);
}
