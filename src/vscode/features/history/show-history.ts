import { commands, ThemeIcon, window } from 'vscode';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { pickMoment } from './pick-moment';

/** Lists what was kept of an exercise, the latest first, and offers what can be done with a chosen version. */
export async function showHistory(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  const moment = await pickMoment(chosen, words.history.placeHolder, { id: target.moment });
  const items = words.history.actions.map(({ label, icon, command }) => {
    return { label, iconPath: new ThemeIcon(icon), command };
  });
  const action = await window.showQuickPick(items, {
    title: words.history.what(moment),
    placeHolder: words.history.whatToDo,
  });
  if (!action) throw new Dismissed();
  const { exercise, language } = chosen.solution;
  await commands.executeCommand(action.command, { exercise, language, moment: moment.id });
}
