import { window } from 'vscode';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import { documentUri } from '../comparing/virtual-documents';
import type { Parts } from '../parts';
import { pickMoment } from './pick-moment';
import { filesAt } from './version-files';

/** Opens a file of a version, read-only; of several, the one that the learner chooses. */
export async function openVersion(parts: Parts, target: Target): Promise<void> {
  const chosen = await chooseSolution(parts, target);
  const moment = await pickMoment(chosen, words.history.placeHolder, { id: target.moment });
  const paths = (await filesAt(chosen, moment)).map(({ path }) => path);
  const question = words.chooseFile(words.history.what(moment));
  const path = paths.length < 2 ? paths[0] : await window.showQuickPick([...paths], question);
  if (path === undefined) throw new Dismissed();
  await window.showTextDocument(documentUri.moment(chosen.solution, moment.id, path));
}
