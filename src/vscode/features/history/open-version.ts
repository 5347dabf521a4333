import { window } from 'vscode';
import type { LanguageChoice } from '../../choose-language';
import { chooseSolution } from '../../choose-solution';
import type { Course } from '../../course';
import { Dismissed } from '../../refusal';
import type { Target } from '../../target';
import type { VirtualDocuments } from '../../virtual-documents';
import { words } from '../../words';
import { filesAt } from './kept-files';
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
