import { window } from 'vscode';
import type { RestoreReport } from '../../../core/history/restore';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { say } from '../../ui/message';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { pickMoment } from './pick-moment';
import { rewrite, undoButtons } from './rewrite';
import { differing, filesAt, filesNow } from './version-files';

/** Puts the learner's files back to a version of theirs, after asking. */
export async function restore(parts: Parts, target: Target): Promise<RestoreReport | undefined> {
  const chosen = await chooseSolution(parts, target);
  const { title } = chosen.exercise.manifest;
  const { placeHolder, question, detail, confirm, done, same } = words.history.restore;
  const moment = await pickMoment(chosen, placeHolder, { id: target.moment });
  const then = await filesAt(chosen, moment);
  const had = new Set(then.map(({ path }) => path));
  const replaced = differing(then, await filesNow(chosen)).filter((path) => had.has(path));
  if (replaced.length === 0) {
    say(parts.log, { text: same(title) });
    return undefined;
  }
  const options = { modal: true, detail: detail(replaced) };
  const answer = await window.showWarningMessage(question(title, moment), options, confirm);
  if (answer !== confirm) throw new Dismissed();
  const report = await rewrite(parts, chosen, ({ app, attempt }) => app.restore(attempt, moment.id));
  const buttons = undoButtons(words.buttons.undo, chosen.solution, report);
  say(parts.log, { text: done(title, report), buttons });
  return report;
}
