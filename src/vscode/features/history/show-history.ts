import { commands, ThemeIcon, window } from 'vscode';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import { words } from '../../words';
import { pickMoment } from './pick-moment';

/** Lists what was kept of an exercise, the latest first, and offers what can be done with a chosen version. */
export function showHistory(course: Course, language: LanguageChoice) {
  return async (target: Target): Promise<void> => {
    const chosen = await chooseSolution(course, language, target);
    const moment = await pickMoment(chosen, words.history.placeHolder, { id: target.moment });
    const items = words.history.actions.map(({ label, icon, command }) => {
      return { label, iconPath: new ThemeIcon(icon), command };
    });
    const action = await window.showQuickPick(items, {
      title: words.history.what(moment),
      placeHolder: words.history.whatToDo,
    });
    if (!action) throw new Dismissed();
    const { exercise, language: chosenLanguage } = chosen.solution;
    await commands.executeCommand(action.command, { exercise, language: chosenLanguage, moment: moment.id });
  };
}
