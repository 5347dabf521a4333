import { window } from 'vscode';
import type { RestoreReport } from '../../../core/history/restore';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';
import { differing, filesAt, filesNow } from './version-files';
import { pickMoment } from './pick-moment';
import { undoButtons, type Rewrite } from './rewrite';

/** Puts the learner's files back to a version of theirs, after asking. */
export function restoreCommand(course: Course, language: LanguageChoice, rewrite: Rewrite, log: Log) {
  return async (target: Target): Promise<RestoreReport | undefined> => {
    requireTrust();
    const chosen = await chooseSolution(course, language, target);
    const { title } = chosen.exercise.manifest;
    const { placeHolder, question, detail, confirm, done, same } = words.history.restore;
    const moment = await pickMoment(chosen, placeHolder, { id: target.moment });
    const then = await filesAt(chosen, moment);
    const had = new Set(then.map(({ path }) => path));
    const replaced = differing(then, await filesNow(chosen)).filter((path) => had.has(path));
    if (replaced.length === 0) {
      say(log, { text: same(title) });
      return undefined;
    }
    const options = { modal: true, detail: detail(replaced) };
    const answer = await window.showWarningMessage(question(title, moment), options, confirm);
    if (answer !== confirm) throw new Dismissed();
    const report = await rewrite(chosen, ({ app, attempt }) => app.restore(attempt, moment.id));
    const buttons = undoButtons(words.buttons.undo, chosen.solution, report);
    say(log, { text: done(title, report), buttons });
    return report;
  };
}
