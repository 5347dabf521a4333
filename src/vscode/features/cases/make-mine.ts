import { window } from 'vscode';
import type { MineReport } from '../../../core/cases/make-mine';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution, type Chosen } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { buttonFor, say } from '../../ui/message';
import { uriIn } from '../../course/file-uris';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';
import type { Checker } from '../checking/checker';
import { addLaunch } from './add-launch';
import type { CheckLaunch } from './launch-json';
import { pickCase } from './pick-case';

/** "Make this check mine": writes it into the learner's folder as a small test, opens it, and offers to debug it. */
export function makeMineCommand(course: Course, language: LanguageChoice, checker: Checker, log: Log) {
  return async (target: Target): Promise<MineReport> => {
    requireTrust();
    const chosen = await chooseSolution(course, language, target);
    const { app, attempt, solution } = chosen;
    const check = target.check ?? (await pickCase(chosen, checker.latest(solution), words.mine.placeHolder));
    const report = await app.makeMine(attempt, check);
    const { path } = report.case;
    await window.showTextDocument(uriIn(solution.folder, path), { preview: false });
    const isInLaunch = await addLaunch(attempt.folder, launchOf(chosen, check), log);
    const text = report.written.includes(path) ? words.mine.made(path) : words.mine.there(path);
    const about: Target = { exercise: attempt.id, language: attempt.language, check };
    const debug = buttonFor(words.buttons.debug, 'codealong.debugMine', about);
    say(log, { text: isInLaunch ? text : `${text} ${words.mine.launchLeft}`, buttons: [debug] });
    return report;
  };
}

/** How a debug session of a check is described, in launch.json and without it. */
export function launchOf({ exercise, solution }: Chosen, check: string): CheckLaunch {
  const { id, checks } = exercise.manifest;
  const title = checks.find((one) => one.id === check)?.title ?? check;
  const { language } = solution;
  const name = words.mine.launch(title, language);
  return { type: 'codealong', request: 'launch', name, exercise: id, check, language };
}
