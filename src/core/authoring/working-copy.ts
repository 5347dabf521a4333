import { languagesOf, type Exercise } from '../catalog/catalog';
import type { Language } from '../catalog/manifest';
import { CodealongError } from '../errors';
import { filesBelow } from '../files-below';
import type { EditBase } from '../mistakes/apply-edit';
import type { LoadedMistake } from '../mistakes/load-mistakes';
import type { Folder } from '../ports';
import type { TextFile } from '../text-file';
import { editBase, filesOver } from '../verify/solutions';
import { authorFolder, workingCopyPath, type WorkingCopyName } from './working-copy-path';

/** Says what a working copy is made from. */
const labelFile = 'working-copy.json';

/** A mistake that is being written: the whole of a learner's folder, to be changed and run in an editor. */
export interface WorkingCopy extends WorkingCopyName {
  /** The alternatives that the mistake is laid over, by language; the reference where absent. */
  readonly over: Readonly<Partial<Record<Language, string>>>;
}

/**
 * Lays out a mistake with its base and the kit, in every language of the exercise: a new one as its base, one that is there as
 * it is. `over` names an alternative for the languages that have it. Refused with `in-the-way` when it is laid out already, and
 * with `unknown-solution` when no language has such an alternative.
 */
export async function layOutMistake(
  pack: Folder,
  exercise: Exercise,
  mistake: string,
  known: LoadedMistake | undefined,
  over?: string,
): Promise<WorkingCopy> {
  const copy = { exercise: exercise.manifest.id, mistake };
  const folder = workingCopyPath(copy);
  if ((await pack.kind(`${folder}/${labelFile}`)) !== 'missing')
    throw new CodealongError(
      'in-the-way',
      `${folder} is there already. Go on in it and record it, or remove the folder.`,
    );
  const bases: Partial<Record<Language, string>> = {};
  const files: TextFile[] = [];
  for (const language of languagesOf(exercise.manifest)) {
    const asked = known?.edits[language]?.over ?? over;
    const found = asked === undefined ? undefined : await editBase(pack, exercise, language, asked);
    if (found && asked !== undefined) bases[language] = asked;
    const base = found ?? (await editBase(pack, exercise, language, undefined));
    const own = known && base ? await filesOver(pack, exercise, language, known, base) : undefined;
    files.push(...(await filesBelow(pack, `kit/${language}`)), ...(own ?? base?.files ?? []));
  }
  if (over !== undefined && Object.keys(bases).length === 0)
    throw new CodealongError('unknown-solution', `"${copy.exercise}" has no alternative "${over}".`);
  await pack.write(`${authorFolder}/.gitignore`, '*\n');
  for (const { path, text } of files) await pack.write(`${folder}/${path}`, text);
  await pack.write(`${folder}/${labelFile}`, `${JSON.stringify({ ...copy, over: bases }, null, 2)}\n`);
  return { ...copy, over: bases };
}

/** All working copies of a pack. */
export async function workingCopies(pack: Folder): Promise<readonly WorkingCopy[]> {
  const copies: WorkingCopy[] = [];
  for (const exercise of await pack.list(authorFolder)) {
    for (const mistake of await pack.list(`${authorFolder}/${exercise.name}`)) {
      const label = `${authorFolder}/${exercise.name}/${mistake.name}/${labelFile}`;
      if ((await pack.kind(label)) === 'file') copies.push(JSON.parse(await pack.read(label)) as WorkingCopy);
    }
  }
  return copies;
}

/** The files of a working copy in one language that its base has, or that are new in a folder of the base. */
export async function changedFiles(
  pack: Folder,
  copy: WorkingCopy,
  base: EditBase,
  ending: string,
): Promise<readonly TextFile[]> {
  const ofBase = new Set(base.files.map(({ path }) => path));
  const kit = new Set((await filesBelow(pack, 'kit/typescript')).map(({ path }) => path));
  const files = await filesBelow(pack, workingCopyPath(copy));
  return files.filter(({ path }) => ofBase.has(path) || (path.endsWith(ending) && !kit.has(path)));
}
