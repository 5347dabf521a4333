import { Uri, workspace } from 'vscode';
import type { RatedCriterion } from '../../../core/designing/rating-actions';
import { Refusal } from '../../ui/refusal';
import { words } from '../../words';
import type { Parts } from '../parts';

/** Writes what each mark looks like into a page of the editor's own storage, so that it can be read beside the design. */
export async function writeSamplesPage(
  { context }: Parts,
  { id, title }: { readonly id: string; readonly title: string },
  criteria: readonly RatedCriterion[],
): Promise<Uri> {
  const { storageUri } = context;
  if (!storageUri) throw new Refusal('no-folder', words.refusals.noFolder);
  const page = Uri.joinPath(storageUri, 'samples', words.rating.fileName(id));
  await workspace.fs.writeFile(page, new TextEncoder().encode(words.rating.text(title, criteria)));
  return page;
}
