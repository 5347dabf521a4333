import { window } from 'vscode';
import type { Alternative } from '../../../core/reference/alternative';
import type { Target } from '../../commands/target';
import { chooseSolution } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';
import { Dismissed } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';
import { showDifferences } from './show-differences';
import { documentUri } from './virtual-documents';

/** Shows another right solution beside the learner's files: they choose by the idea and by what it trades. Refused until the reference is open. */
export async function compareWithAlternative(parts: Parts, target: Target): Promise<void> {
  const { app, attempt, exercise, solution } = await chooseSolution(parts, target);
  const { title } = exercise.manifest;
  const chosen = await pick(title, await app.alternatives(attempt));
  const pairs = await Promise.all(
    chosen.files.map(async ({ path }) => {
      const own = uriIn(solution.folder, path);
      const isThere = (await attempt.folder.kind(path)) === 'file';
      const left = documentUri.alternative(solution, chosen.id, path);
      return { at: own, left, ...(isThere && { right: own }) };
    }),
  );
  await showDifferences(words.alternatives.compared(title, chosen), pairs);
}

async function pick(title: string, all: readonly Alternative[]): Promise<Alternative> {
  const items = all.map((alternative) => ({ ...words.alternatives.item(alternative), alternative }));
  const { placeHolder } = words.alternatives;
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (!picked) throw new Dismissed();
  return picked.alternative;
}
