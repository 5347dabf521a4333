import { exerciseOf } from '../../core/catalog/catalog';
import { CodealongError } from '../../core/errors';
import type { Folder } from '../../core/ports';
import { starterSheet } from '../../core/verify/sheet-problems';
import { readPack } from './read-pack';

/** Writes the empty answer sheet of an exercise again from its questions, and gives its path. Refused with `nothing-changed` without questions. */
export async function writeSheet(pack: Folder, id: string): Promise<string> {
  const starter = starterSheet(await exerciseOf(await readPack(pack), id));
  if (!starter) throw new CodealongError('nothing-changed', `"${id}" is not a numbers exercise.`);
  await pack.write(starter.path, starter.text);
  return starter.path;
}
