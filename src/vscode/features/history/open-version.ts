import { window } from 'vscode';
import type { LanguageChoice } from '../../course/choose-language';
import { chooseSolution } from '../../course/choose-solution';
import type { Course } from '../../course/course';
import { Dismissed } from '../../ui/refusal';
import type { Target } from '../../commands/target';
import type { VirtualDocuments } from '../comparing/virtual-documents';
import { words } from '../../words';
import { filesAt } from './version-files';
import { pickMoment } from './pick-moment';

/** Opens a file of a version, read-only; of several, the one that the learner chooses. */
export function openVersion(course: Course, language: LanguageChoice, documents: VirtualDocuments) {
  return async (target: Target): Promise<void> => {
    const chosen = await chooseSolution(course, language, target);
    const moment = await pickMoment(chosen, words.history.placeHolder, { id: target.moment });
    const paths = (await filesAt(chosen, moment)).map(({ path }) => path);
    const question = words.chooseFile(words.history.what(moment));
    const path = paths.length < 2 ? paths[0] : await window.showQuickPick([...paths], question);
    if (path === undefined) throw new Dismissed();
    await window.showTextDocument(documents.moment(chosen.solution, moment.id, path));
  };
}
