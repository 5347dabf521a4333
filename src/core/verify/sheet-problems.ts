import { learnerFiles, type Exercise } from '../catalog/catalog';
import type { Problem } from '../catalog/problem';
import type { Folder } from '../ports';
import { plainText } from '../scaffold/same-text';
import { emptySheet } from '../sheets/sheet-text';

/** Where the empty answer sheet of an exercise lies in the pack, and what it must say; undefined for an exercise about code. */
export function starterSheet({ manifest, path }: Exercise) {
  const { sheet } = manifest;
  if (!sheet) return undefined;
  const [file = ''] = learnerFiles({ manifest, path }, 'yaml');
  return { path: `${path}/yaml/starter/${file}`, text: emptySheet(manifest, sheet) };
}

/** Where the empty answer sheet is not what the questions make it. */
export async function sheetProblems(pack: Folder, exercise: Exercise): Promise<readonly Problem[]> {
  const starter = starterSheet(exercise);
  if (!starter || (await pack.kind(starter.path)) !== 'file') return [];
  const written = plainText(await pack.read(starter.path)).split('\n');
  const wanted = starter.text.split('\n');
  const at = wanted.findIndex((line, index) => line !== written[index]);
  if (at < 0 && written.length === wanted.length) return [];
  const line = at < 0 ? wanted.length : at + 1;
  const way = `write it again with "codealong author sheet ${exercise.manifest.id}"`;
  return [{ file: starter.path, line, message: `differs from what the questions give; ${way}` }];
}
