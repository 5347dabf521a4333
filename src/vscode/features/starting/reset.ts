import { window } from 'vscode';
import type { ResetReport } from '../../../core/history/reset';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import { rewrite, undoButtons } from '../history/rewrite';
import type { Parts } from '../parts';

/** Puts the learner's files back to the starter, after asking. What they wrote is kept, unsaved edits included. */
export async function reset(parts: Parts, target: Target): Promise<ResetReport> {
  const chosen = await chooseSolution(parts, target);
  const { title } = chosen.exercise.manifest;
  const { question, detail, confirm } = words.reset;
  const answer = await window.showWarningMessage(question(title), { modal: true, detail }, confirm);
  if (answer !== confirm) throw new Dismissed();
  const report = await rewrite(parts, chosen, ({ app, attempt }) => app.reset(attempt));
  const buttons = undoButtons(words.buttons.undo, chosen.solution, report);
  say(parts.log, { text: words.reset.done(title, report), buttons });
  return report;
}
