import { window } from 'vscode';
import type { ResetReport } from '../../../core/scaffold/reset';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import type { Log } from '../../ui/log';
import { say } from '../../ui/message';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { requireTrust } from '../../course/trust';
import { words } from '../../words';
import { undoButtons, type Rewrite } from '../history/rewrite';

/** Puts the learner's files back to the starter, after asking. What they wrote is kept, unsaved edits included. */
export function resetCommand(course: Course, language: LanguageChoice, rewrite: Rewrite, log: Log) {
  return async (target: Target): Promise<ResetReport> => {
    requireTrust();
    const chosen = await chooseSolution(course, language, target);
    const { title } = chosen.exercise.manifest;
    const { question, detail, confirm } = words.reset;
    const answer = await window.showWarningMessage(question(title), { modal: true, detail }, confirm);
    if (answer !== confirm) throw new Dismissed();
    const report = await rewrite(chosen, ({ app, attempt }) => app.reset(attempt));
    const text = words.reset.done(title, report);
    const buttons = undoButtons(words.buttons.undo, chosen.solution, report);
    say(log, { text, buttons });
    return report;
  };
}
