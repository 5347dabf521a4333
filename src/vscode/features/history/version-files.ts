import { workspace } from 'vscode';
import { learnerFiles } from '../../../core/catalog/catalog';
import type { Moment } from '../../../core/history/moment';
import type { TextFile } from '../../../core/text-file';
import type { Chosen } from '../../course/choose-solution';
import { uriIn } from '../../course/file-uris';

/** The learner's own files at a moment: what the course brought along with them is not theirs to compare or put back. */
export async function filesAt(
  { app, attempt, exercise }: Chosen,
  moment: Moment,
): Promise<readonly TextFile[]> {
  const own = new Set(learnerFiles(exercise, attempt.language));
  return (await app.moment(attempt, moment.id)).filter(({ path }) => own.has(path));
}

/** The same files as they stand in the editor, saved or not, else on disk. */
export async function filesNow({ attempt, exercise, solution }: Chosen): Promise<readonly TextFile[]> {
  const files: TextFile[] = [];
  for (const path of learnerFiles(exercise, attempt.language)) {
    if ((await attempt.folder.kind(path)) !== 'file') continue;
    const document = await workspace.openTextDocument(uriIn(solution.folder, path));
    files.push({ path, text: document.getText() });
  }
  return files;
}

/** The paths of the files that are not the same on both sides. */
export function differing(one: readonly TextFile[], other: readonly TextFile[]): readonly string[] {
  const paths = new Set([...one, ...other].map(({ path }) => path));
  const textIn = (files: readonly TextFile[], path: string) => files.find((file) => file.path === path)?.text;
  return [...paths].filter((path) => textIn(one, path) !== textIn(other, path));
}
