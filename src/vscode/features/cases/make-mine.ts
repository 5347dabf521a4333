import { window } from 'vscode';
import type { MineReport } from '../../../core/cases/make-mine';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { buttonFor, say } from '../../ui/message';
import { words } from '../../words';
import type { Parts } from '../parts';
import { addLaunch } from './add-launch';
import { launchOf } from './launch-of';
import { pickCase } from './pick-case';

/** "Make this check mine": writes it into the learner's folder as a small test, opens it, and offers to debug it. */
export async function makeMine(parts: Parts, target: Target): Promise<MineReport> {
  const { checker, log } = parts;
  const chosen = await chooseSolution(parts, target);
  const { app, attempt, solution } = chosen;
  const check = target.check ?? (await pickCase(chosen, checker.latest(solution), words.cases.placeHolder));
  const report = await app.makeMine(attempt, check);
  const { path } = report.case;
  await window.showTextDocument(uriIn(solution.folder, path), { preview: false });
  const isInLaunch = await addLaunch(attempt.folder, launchOf(chosen, check), log);
  const text = report.written.includes(path) ? words.cases.made(path) : words.cases.there(path);
  const debug = buttonFor(words.buttons.debug, 'codealong.debugMine', { ...solution, check });
  say(log, { text: isInLaunch ? text : `${text} ${words.cases.launchLeft}`, buttons: [debug] });
  return report;
}
